import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchProtectedResource,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import { UpstreamError } from '../../errors'
import type { OpenIdProvider } from '../../openid-providers'
import { EmailAddress } from '../email-address'

const TIMEOUT_SECONDS = 10
/** What was discovered of a provider holds so long. */
const KNOWN_MS = 3_600_000
const MOST_GROUPS = 200

/** What keeps an answer to the browser and the question it belongs to. */
export interface Checks {
  state: string
  nonce: string
  verifier: string
}

/** Somebody, as a provider vouches for them. */
export interface Vouched {
  subject: string
  name: string | null
  /** An address that the provider says it verified; null: it tells none. */
  email: string | null
  groups: string[]
}

export const newChecks = (): Checks => ({
  state: randomState(),
  nonce: randomNonce(),
  verifier: randomPKCECodeVerifier(),
})

/** Where the browser goes to be asked (OpenID Connect Core, 3.1.2.1; PKCE with S256). @throws UpstreamError when the provider does not answer */
export async function addressToAsk(provider: OpenIdProvider, checks: Checks, redirectUri: string): Promise<URL> {
  const challenge = await calculatePKCECodeChallenge(checks.verifier)
  return buildAuthorizationUrl(await knownProvider(provider), {
    redirect_uri: redirectUri,
    scope: provider.scope,
    state: checks.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(provider.oauth ? {} : { nonce: checks.nonce }),
  })
}

/**
 * Turns the code of an answer into who it is about; state, nonce, issuer, audience, signature and times are checked by the library.
 * @param answer the address at which the browser came back
 * @returns null for an answer that proves nothing: forged, refused by the person, used before. @throws UpstreamError when the provider does not answer
 */
export async function vouchedBy(provider: OpenIdProvider, answer: URL, checks: Checks): Promise<Vouched | null> {
  const known = await knownProvider(provider)
  try {
    const tokens = await authorizationCodeGrant(known, answer, {
      expectedState: checks.state,
      pkceCodeVerifier: checks.verifier,
      ...(provider.oauth ? {} : { expectedNonce: checks.nonce, idTokenExpected: true }),
    })
    if (provider.oauth) return await byOAuth(known, provider.oauth, tokens.access_token)
    const claims = tokens.claims()
    if (!claims) return null
    // Many providers tell address and groups there only.
    const more = known.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(known, tokens.access_token, claims.sub)
      : {}
    return readClaims({ ...claims, ...more }, provider.groups)
  } catch (error) {
    if (isAway(error)) throw new UpstreamError(`${provider.name} does not answer`, { cause: error })
    return null
  }
}

const Claims = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().nullish().catch(null),
  preferred_username: z.string().nullish().catch(null),
  email: z.string().nullish().catch(null),
  email_verified: z
    .union([z.boolean(), z.literal('true').transform(() => true)])
    .nullish()
    .catch(null),
})
const Groups = z.array(z.string().max(200)).max(MOST_GROUPS).catch([])

/** Claims as they come → what this house believes. Pure; an address counts only when the provider says that it verified it. */
export function readClaims(claims: Record<string, unknown>, groupsClaim: string): Vouched | null {
  const read = Claims.safeParse(claims)
  if (!read.success) return null
  const { sub, name, preferred_username, email, email_verified } = read.data
  const address = EmailAddress.safeParse(email_verified === true ? email : null)
  return {
    subject: sub,
    name: plainName(name ?? preferred_username),
    email: address.success ? address.data : null,
    groups: Groups.parse(claims[groupsClaim]),
  }
}

const User = z.object({
  id: z.union([z.int(), z.string().min(1).max(255)]),
  name: z.string().nullish(),
  login: z.string().nullish(),
})
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })).max(100)

async function byOAuth(
  known: Configuration,
  { user, emails }: NonNullable<OpenIdProvider['oauth']>,
  token: string,
): Promise<Vouched | null> {
  const ask = async (url: string): Promise<unknown> =>
    (await fetchProtectedResource(known, token, new URL(url), 'GET')).json()
  const person = User.safeParse(await ask(user))
  if (!person.success) return null
  const listed = emails ? Emails.safeParse(await ask(emails)) : null
  const primary = listed?.data?.find((one) => one.primary && one.verified)
  const { id, name, login } = person.data
  return readClaims(
    { sub: String(id), name: name ?? login, email: primary?.email, email_verified: primary !== undefined },
    '',
  )
}

const plainName = (name: string | null | undefined): string | null =>
  name
    ?.replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 100) || null

const discovered = new Map<string, { at: number; known: Configuration }>()

async function knownProvider(provider: OpenIdProvider): Promise<Configuration> {
  const { issuer, clientId, clientSecret, oauth } = provider
  if (oauth) {
    const server = { issuer, authorization_endpoint: oauth.authorize, token_endpoint: oauth.token }
    return patient(new Configuration(server, clientId, clientSecret), oauth.token)
  }
  const key = JSON.stringify([issuer, clientId, clientSecret])
  const before = discovered.get(key)
  if (before && Date.now() - before.at < KNOWN_MS) return before.known
  try {
    const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : []
    const options = { execute, timeout: TIMEOUT_SECONDS }
    const known = await discovery(new URL(issuer), clientId, clientSecret, undefined, options)
    discovered.set(key, { at: Date.now(), known })
    return known
  } catch (error) {
    throw new UpstreamError(`${provider.name} does not answer`, { cause: error })
  }
}

function patient(known: Configuration, url: string): Configuration {
  known.timeout = TIMEOUT_SECONDS
  if (url.startsWith('http:')) allowInsecureRequests(known)
  return known
}

/** No answer, or one that says that it cannot answer now; whatever else went wrong, the answer proves nothing. */
function isAway(error: unknown): boolean {
  const { code, cause, status } = error as { code?: string; cause?: { status?: number }; status?: number }
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || error instanceof TypeError) return true
  return (status ?? cause?.status ?? 0) >= 500
}
