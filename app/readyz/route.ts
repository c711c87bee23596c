import { config } from '@/lib/config'
import { findUnreadiness } from '@/lib/doctor/readiness'
import { findStaleness } from '@/lib/doctor/staleness'

/**
 * For load balancers: 200 when this process can serve, 503 and the reason when it cannot. Listings that are missing are told,
 * and keep nobody from serving. `/healthz` only says that it runs.
 */
export async function GET(): Promise<Response> {
  const reason = await findUnreadiness()
  const stale = reason ? null : await findStaleness(config())
  return new Response(reason ? `not ready: ${reason}\n` : stale ? `ready, but stale: ${stale}\n` : 'ready\n', {
    status: reason ? 503 : 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
