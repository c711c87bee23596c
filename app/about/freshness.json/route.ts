import { config } from '@/lib/config'
import { shared } from '@/lib/http/shared'
import { findFreshness } from '@/lib/ingest/freshness'
import { reportFreshness } from '@/lib/ingest/freshness-report'
import { findSources } from '@/lib/signals/find-sources'
import { sourceInWords } from '@/lib/signals/source-facts'

/** The facts of the freshness page, for programs. */
export async function GET(request: Request): Promise<Response> {
  const { categories, clock, signals } = config()
  const report = reportFreshness(await findFreshness(categories, clock.now()))
  const sources = await findSources(signals.sources, clock.now())
  const told = { ...report, signals: sources.map((facts) => ({ ...facts, sentence: sourceInWords(facts) })) }
  const answer = Response.json(told, { headers: { 'cache-control': 'no-cache' } })
  return shared(request, ['freshness', 'papers'], answer)
}
