import { parseDailyQuery } from '@/lib/views/api/query'
import { apiEntry } from '@/lib/views/api/shape'
import { listView } from '@/lib/views/list-view'
import { doorway } from '../../_lists/doorway'

/** A day's, week's or month's papers, trending or newest, in the shape of the Hugging Face papers API. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const { view, ...page } = parseDailyQuery(new URL(request.url).searchParams)
    const { papers } = await listView(view, page)
    return Response.json(papers.map(apiEntry))
  })
}
