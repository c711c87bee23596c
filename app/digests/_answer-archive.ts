import { config } from '@/lib/config'
import { renderArchive } from '@/lib/digest/archive-feed'
import { cursorOfIssues } from '@/lib/digest/issue-cursor'
import { shared } from '@/lib/http/shared'
import type { TwinFormat } from '@/lib/views/twins'
import { doorway } from '../_lists/doorway'

/** The archive of issues as a feed; `?after=` goes on where a page of it ended. */
export const answerArchive =
  (format: TwinFormat) =>
  (request: Request): Promise<Response> =>
    doorway(request, async () => {
      const { type, body } = await renderArchive(format, cursorOfIssues(request.url, 'after'), config().clock.now())
      const headers = { 'content-type': type, 'cache-control': 'no-cache' }
      return shared(request, ['digests', 'papers'], new Response(body, { headers }))
    })
