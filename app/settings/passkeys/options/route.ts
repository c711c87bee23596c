import { answerProblem } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { setCookie } from '@/lib/accounts/cookies'
import { askForPasskey } from '@/lib/accounts/passkeys/add'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'

const COOKIE_SECONDS = 5 * 60

export const GET = postedFrom(`${paths.settings}#passkeys`)

/** What an authenticator makes a passkey of; for the script. */
export async function POST(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) return answerProblem(request, 401, 'Sign in first', 'A passkey belongs to a reader who is signed in.')
  const { options, browserToken } = await askForPasskey(reader, config().clock.now())
  const headers = { 'set-cookie': setCookie('passkey', browserToken, COOKIE_SECONDS), 'cache-control': 'no-store' }
  return Response.json(options, { headers })
}
