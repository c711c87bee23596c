import { answerProblem, seeOther, wantsJson } from '@/app/_answer/page'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { exportDigests } from '@/lib/digest/export-digests'
import { paths } from '@/lib/paths'

/** The reader's digests, and everything that was sent to them, as a file. */
export async function GET(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) {
    return wantsJson(request)
      ? answerProblem(request, 401, 'Sign in first', 'What was sent belongs to a reader who is signed in.')
      : seeOther(paths.signInTo(paths.settings))
  }
  const body = JSON.stringify(await exportDigests(reader, config().clock.now()), null, 2)
  return new Response(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-digests.json"',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    },
  })
}
