import { answerPage } from '@/app/_answer/page'
import { FreshnessPage } from '@/components/about/FreshnessPage'
import { config } from '@/lib/config'
import { findFreshness } from '@/lib/ingest/freshness'
import { reportFreshness } from '@/lib/ingest/freshness-report'
import { paths } from '@/lib/paths'

/** How fresh everything is, ours against arXiv's counts, in plain words. */
export async function GET(request: Request): Promise<Response> {
  const { categories, clock } = config()
  const report = reportFreshness(await findFreshness(categories, clock.now()))
  return answerPage(
    request,
    {
      title: 'How fresh everything is',
      path: paths.aboutFreshness,
      shared: ['freshness'],
      description: 'The newest listing of each category, what is expected next, what is missing and what was repaired.',
    },
    <FreshnessPage report={report} addresses={{ json: paths.aboutFreshnessJson, badge: paths.aboutFreshnessBadge }} />,
  )
}
