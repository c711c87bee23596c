import { config } from '@/lib/config'
import { findUnreadiness } from '@/lib/doctor/readiness'
import { findStaleness } from '@/lib/doctor/staleness'

/**
 * For load balancers: 200 when this process can serve, 503 and the reason when it cannot. Listings that are missing are told,
 * and keep nobody from serving; a site that is not for everybody tells no reasons. `/healthz` only says that it runs.
 */
export async function GET(): Promise<Response> {
  const reason = await findUnreadiness()
  if (config().siteMode.kind !== 'public') return told(reason ? 'not ready' : 'ready', reason ? 503 : 200)
  const stale = reason ? null : await findStaleness(config())
  return reason ? told(`not ready: ${reason}`, 503) : told(stale ? `ready, but stale: ${stale}` : 'ready', 200)
}

const told = (text: string, status: number) =>
  new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
