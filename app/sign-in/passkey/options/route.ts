import { answerBusy } from '@/app/_answer/busy'
import { postedFrom } from '@/app/_answer/posted'
import { setCookie } from '@/lib/accounts/cookies'
import { takeFrom } from '@/lib/accounts/limits'
import { askWithPasskey } from '@/lib/accounts/passkeys/sign-in'
import { CODES_PER_NETWORK, forNetwork } from '@/lib/accounts/sign-in-limits'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { paths } from '@/lib/paths'

const COOKIE_SECONDS = 5 * 60

export const GET = postedFrom(paths.signIn)

/** What an authenticator is to sign; for the script. */
export async function POST(request: Request): Promise<Response> {
  const network = networkOf(request)
  const allowance = await takeFrom(forNetwork(CODES_PER_NETWORK, network), network)
  if (!allowance.allowed) return answerBusy(request, 'sign-ins', allowance.retryAfterSeconds)
  const { options, browserToken } = await askWithPasskey(config().clock.now())
  const headers = { 'set-cookie': setCookie('passkey', browserToken, COOKIE_SECONDS), 'cache-control': 'no-store' }
  return Response.json(options, { headers })
}
