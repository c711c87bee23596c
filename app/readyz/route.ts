import { findUnreadiness } from '@/lib/doctor/readiness'

/** For load balancers: 200 when this process can serve, 503 and the reason when it cannot. `/healthz` only says that it runs. */
export async function GET(): Promise<Response> {
  const reason = await findUnreadiness()
  return new Response(reason ? `not ready: ${reason}\n` : 'ready\n', {
    status: reason ? 503 : 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
