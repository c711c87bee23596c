import { absolute } from '@/lib/paths'
import { listSitemap, parseSitemapFile, renderSitemap } from '@/lib/views/sitemap'
import { answerProblem } from '../../_answer/page'
import { doorway } from '../../_lists/doorway'

/** One file of the sitemap. */
export const GET = (request: Request, { params }: RouteContext<'/sitemaps/[file]'>): Promise<Response> =>
  doorway(request, async () => {
    const file = parseSitemapFile((await params).file)
    const entries = file ? await listSitemap(file) : []
    if (entries.length === 0) {
      return answerProblem(request, 404, 'There is no such part of the sitemap', 'Its index is at /sitemap.xml.')
    }
    const headers = { 'content-type': 'application/xml', 'cache-control': 'max-age=3600' }
    return new Response(renderSitemap(entries, absolute('')), { headers })
  })
