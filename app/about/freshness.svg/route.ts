import { config } from '@/lib/config'
import { findFreshness } from '@/lib/ingest/freshness'
import { renderBadge } from '@/lib/ingest/freshness-badge'

/** How fresh the site is, as a badge to show elsewhere. */
export async function GET(): Promise<Response> {
  const { categories, clock } = config()
  const badge = renderBadge(await findFreshness(categories, clock.now()))
  return new Response(badge, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  })
}
