import { answerPage } from '@/app/_answer/page'
import { Prose } from '@/components/Prose'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'

/** The rule of the trending list; it says what lib/trending/rank.ts does. */
export function GET(request: Request): Promise<Response> {
  return answerPage(
    request,
    {
      title: 'How papers are ranked',
      path: paths.aboutRanking,
      shared: [],
      description: 'The rule behind the trending list: counted votes first, then the newer paper.',
    },
    <Prose title="How papers are ranked">
      <p>
        The <a href={paths.trending}>trending list</a> puts the paper with the most counted votes first. Among papers
        with equally many, the one that was announced later stands higher; where arXiv’s announcement is not known, the
        day it was submitted, or first seen here, stands in for it.
      </p>
      <h2>What counts as a vote</h2>
      <p>
        One vote for each reader and paper, and it can be taken back. {maturity(config().voteMaturityHours)} The number
        beside a paper is all of its votes.
      </p>
      <h2>What does not count</h2>
      <p>
        Nobody can buy a place. What you read, click or search for changes nothing, and everybody sees the same order.
        The digest uses the same order as the page.
      </p>
      <h2>Other lists</h2>
      <p>
        <a href={paths.newest}>Newest</a> goes by time alone. A day, a week or a month shows what arXiv announced then,
        most voted first.
      </p>
    </Prose>,
  )
}

function maturity(hours: number): string {
  if (hours === 0) return 'It counts at once.'
  const age = hours === 1 ? 'one hour' : `${hours} hours`
  return `It counts in the order from the time on that the account of its reader is ${age} old, so that accounts made for one vote move nothing.`
}
