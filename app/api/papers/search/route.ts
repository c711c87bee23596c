import { parseSearchQuery } from '@/lib/views/api/query'
import { apiEntry } from '@/lib/views/api/shape'
import { listView } from '@/lib/views/list-view'
import { doorway } from '../../../_lists/doorway'

/** Papers that a search finds, best first. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const { q, limit } = parseSearchQuery(new URL(request.url).searchParams)
    const { papers } = await listView({ kind: 'search', query: q.trim() }, { limit })
    return Response.json(papers.map(apiEntry))
  })
}
