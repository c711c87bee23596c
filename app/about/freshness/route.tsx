import { answerPage } from '@/app/_answer/page'
import { FreshnessPage } from '@/components/about/FreshnessPage'
import { config } from '@/lib/config'
import { findFreshness } from '@/lib/ingest/freshness'
import { reportFreshness } from '@/lib/ingest/freshness-report'
import { paths } from '@/lib/paths'
import { findSources } from '@/lib/signals/find-sources'
import { sourceInWords } from '@/lib/signals/source-facts'

/** How fresh everything is, ours against arXiv's counts, in plain words. */
export async function GET(request: Request): Promise<Response> {
  const { categories, clock, signals } = config()
  const report = reportFreshness(await findFreshness(categories, clock.now()))
  const sources = await findSources(signals.sources, clock.now())
  return answerPage(
    request,
    {
      title: 'How fresh everything is',
      path: paths.aboutFreshness,
      shared: ['freshness'],
      description: 'The newest listing of each category, what is expected next, what is missing and what was repaired.',
    },
    <FreshnessPage
      report={report}
      signals={sources.map(sourceInWords)}
      addresses={{ json: paths.aboutFreshnessJson, badge: paths.aboutFreshnessBadge }}
    />,
  )
}
