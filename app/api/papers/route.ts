import { absolute } from '@/lib/paths'
import { parsePapersQuery } from '@/lib/views/api/query'
import { apiPaper } from '@/lib/views/api/shape'
import { parseCursor } from '@/lib/views/cursor'
import { listView } from '@/lib/views/list-view'
import { doorway } from '../../_lists/doorway'

/** Papers, newest first; the next page stands in the `Link` header (RFC 8288). */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const { limit, cursor } = parsePapersQuery(new URL(request.url).searchParams)
    const { papers, next } = await listView(
      { kind: 'newest' },
      { limit, after: cursor === undefined ? null : parseCursor(cursor) },
    )
    const link = next && `<${absolute(`/api/papers?limit=${limit}&cursor=${next}`)}>; rel="next"`
    return Response.json(papers.map(apiPaper), link ? { headers: { link } } : undefined)
  })
}
