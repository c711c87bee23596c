import { answerPage } from '@/app/_answer/page'
import { Prose } from '@/components/Prose'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'

/** What the site is, and the pages that say more. */
export function GET(request: Request): Promise<Response> {
  const { siteName } = config()
  return answerPage(
    request,
    {
      title: `About ${siteName}`,
      path: paths.about,
      shared: [],
      description: 'A front page for research: what arXiv announces, what readers vote up, and a digest by email.',
    },
    <Prose title={`About ${siteName}`}>
      <p>
        {siteName} is a front page for research. It reads what arXiv announces, shows what its readers vote up, and
        sends whoever asks for it a digest by email.
      </p>
      <ul>
        <li>
          <a href={paths.aboutSearch}>How to search</a>: what the search box takes.
        </li>
        <li>
          <a href={paths.aboutRanking}>How papers are ranked</a>: the whole rule, in a few sentences.
        </li>
        <li>
          <a href={paths.aboutFreshness}>How fresh everything is</a>: when arXiv was last asked, and what it said.
        </li>
        <li>
          <a href={paths.aboutPrivacy}>What is kept about you</a>: which data, why, and for how long.
        </li>
      </ul>
      <p>
        Every list has an address, and with <code>.rss</code>, <code>.atom</code> or <code>.json</code> behind it the
        same list is a feed. Paper data comes from arXiv; thank you to arXiv for use of its open access
        interoperability.
      </p>
    </Prose>,
  )
}
