import { config } from '@/lib/config'
import { shared } from '@/lib/http/shared'
import { findFreshness } from '@/lib/ingest/freshness'
import { renderBadge } from '@/lib/ingest/freshness-badge'

/** How fresh the site is, as a badge to show elsewhere. */
export async function GET(request: Request): Promise<Response> {
  const { categories, clock } = config()
  const badge = renderBadge(await findFreshness(categories, clock.now()))
  const answer = new Response(badge, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  })
  return shared(request, ['freshness', 'papers'], answer)
}
