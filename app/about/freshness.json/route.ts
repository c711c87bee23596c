import { config } from '@/lib/config'
import { shared } from '@/lib/http/shared'
import { findFreshness } from '@/lib/ingest/freshness'
import { reportFreshness } from '@/lib/ingest/freshness-report'

/** The facts of the freshness page, for programs. */
export async function GET(request: Request): Promise<Response> {
  const { categories, clock } = config()
  const report = reportFreshness(await findFreshness(categories, clock.now()))
  const answer = Response.json(report, { headers: { 'cache-control': 'no-cache' } })
  return shared(request, ['freshness', 'papers'], answer)
}
