import { config } from '../../config'
import { db } from '../../database/client'
import type { OpenIdProvider } from '../../openid-providers'
import { absolute, paths } from '../../paths'
import { newToken, tokenHash } from '../tokens'
import { addressToAsk, newChecks } from './ask-provider'

const LIFE_MINUTES = 10

interface Begun {
  /** Where the browser goes. */
  url: string
  /** What it keeps: only with it can it come back. */
  browserToken: string
}

/** The provider of this name; null: there is none. */
export const providerNamed = (name: string): OpenIdProvider | null =>
  config().openIdProviders.find((provider) => provider.name === name) ?? null

/**
 * Sends a browser to a provider.
 * @param back as `backPath` gives it @param readerId who is signed in and links the provider; null: somebody signs in
 * @throws UpstreamError when the provider does not answer
 */
export async function beginOpenId(
  provider: OpenIdProvider,
  { back, readerId }: { back: string; readerId: string | null },
  now: Date,
): Promise<Begun> {
  const checks = newChecks()
  const url = await addressToAsk(provider, checks, absolute(paths.openIdBack(provider.name)))
  const browserToken = newToken()
  await db().openIdRequest.create({
    data: {
      stateHash: tokenHash(checks.state),
      browserHash: tokenHash(browserToken),
      issuer: provider.issuer,
      nonce: checks.nonce,
      verifier: checks.verifier,
      back,
      readerId,
      expiresAt: new Date(now.getTime() + LIFE_MINUTES * 60_000),
    },
  })
  return { url: url.href, browserToken }
}
