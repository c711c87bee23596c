import { answerPage } from '@/app/_answer/page'
import { FreshnessList } from '@/components/about/FreshnessList'
import { Prose } from '@/components/Prose'
import { config } from '@/lib/config'
import { findFreshness } from '@/lib/ingest/freshness'
import { paths } from '@/lib/paths'

/** How fresh everything is, from what the last ingest runs reported. */
export async function GET(request: Request): Promise<Response> {
  const { categories, clock } = config()
  const freshness = await findFreshness(categories, clock.now())
  return answerPage(
    request,
    {
      title: 'How fresh everything is',
      path: paths.aboutFreshness,
      shared: ['freshness', 'papers'],
      description: 'When arXiv was last heard about each category, and the newest listing that is here.',
    },
    <Prose title="How fresh everything is">
      <p>
        arXiv announces new papers from Sunday to Thursday, in the evening of the US East coast, and pauses on some
        holidays. This site asks again and again, politely, and shows what it heard.
      </p>
      <FreshnessList freshness={freshness} />
      <p>A quiet weekend is no fault. Where arXiv could not be asked, it is asked again by itself.</p>
    </Prose>,
  )
}
