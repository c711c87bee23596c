import { Readable } from 'node:stream'
import { answerProblem } from '@/app/_answer/page'
import { doorway } from '@/app/_lists/doorway'
import { openRankingLog } from '@/lib/trending/ranking-log'

/** The public log of what moves scores, without readers; made anew each night. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const log = await openRankingLog()
    if (!log) return answerProblem(request, 404, 'There is no log yet', 'It is made each night, after the recount.')
    return new Response(Readable.toWeb(Readable.from(log.parts)) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'application/gzip',
        'cache-control': 'no-cache',
        'last-modified': log.madeAt.toUTCString(),
      },
    })
  })
}
