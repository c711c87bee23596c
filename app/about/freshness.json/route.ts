import { config } from '@/lib/config'
import { findFreshness } from '@/lib/ingest/freshness'
import { reportFreshness } from '@/lib/ingest/freshness-report'

/** The facts of the freshness page, for programs. */
export async function GET(): Promise<Response> {
  const { categories, clock } = config()
  const report = reportFreshness(await findFreshness(categories, clock.now()))
  return Response.json(report, { headers: { 'cache-control': 'no-cache' } })
}
