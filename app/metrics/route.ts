import { answerProblem } from '@/app/_answer/page'
import { config } from '@/lib/config'
import { isBearer } from '@/lib/doctor/is-bearer'
import { renderMetrics } from '@/lib/doctor/metrics'

/** For Prometheus; exists only where METRICS_TOKEN is set. */
export async function GET(request: Request): Promise<Response> {
  const settings = config()
  const { metricsToken } = settings
  if (!metricsToken) {
    return answerProblem(request, 404, 'Nothing lives at this address', 'Metrics are told where METRICS_TOKEN is set.')
  }
  if (!isBearer(request.headers.get('authorization'), metricsToken)) {
    return new Response('This takes the token of METRICS_TOKEN as a bearer token.\n', {
      status: 401,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'www-authenticate': 'Bearer' },
    })
  }
  const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(await renderMetrics(settings), { headers })
}
