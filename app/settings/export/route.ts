import { answerProblem, seeOther, wantsJson } from '@/app/_answer/page'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { exportMine } from '@/lib/mine/export-mine'
import { paths } from '@/lib/paths'

/** Everything that is kept of the reader, as one archive. */
export async function GET(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) {
    return wantsJson(request)
      ? answerProblem(request, 401, 'Sign in first', 'The archive belongs to a reader who is signed in.')
      : seeOther(paths.signInTo(paths.settings))
  }
  const now = config().clock.now()
  return new Response(await exportMine(reader, now), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="broadsheet-${now.toISOString().slice(0, 10)}.zip"`,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    },
  })
}
