import { config } from '@/lib/config'
import { absolute } from '@/lib/paths'
import { listSitemapFiles, renderSitemapIndex } from '@/lib/views/sitemap'
import { doorway } from '../_lists/doorway'

export const dynamic = 'force-dynamic'

/** The index of the sitemap's files, for search engines. */
export const GET = (request: Request): Promise<Response> =>
  doorway(request, async () => {
    const index = renderSitemapIndex(await listSitemapFiles(config().clock.now()), absolute(''))
    return new Response(index, { headers: { 'content-type': 'application/xml', 'cache-control': 'max-age=3600' } })
  })
