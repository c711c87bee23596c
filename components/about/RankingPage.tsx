import { paths } from '@/lib/paths'
import type { COUNTING, DISCOVERY, FAIR, RANKING } from '@/lib/trending/constants'
import { Prose } from '../Prose'
import { SignalsRule, type SignalsRuleProps } from './SignalsRule'

interface Props {
  ranking: typeof RANKING
  counting: typeof COUNTING
  fair: typeof FAIR
  discovery: typeof DISCOVERY
  /** Of votes that were taken back. */
  keptDays: number
  maturityHours: number
  rule: SignalsRuleProps
}

/** The formula, its numbers, and what counts. */
export function RankingPage({ ranking, counting, fair, discovery, keptDays, maturityHours, rule }: Props) {
  return (
    <Prose title="How papers are ranked">
      <p>
        The <a href={paths.trending}>trending list</a> shows what readers care about now. Every act for a paper is worth
        most when it happens and half as much after every {ranking.halfLifeDays} announcement days, whatever the age of
        the paper: a late burst counts as much as an early one.
      </p>
      <h2>The formula</h2>
      <p>
        <code>score = log₂( ε · 2^(a/H) + Σ w · 2^(t/H) )</code>
      </p>
      <p>
        <code>a</code> is the time of announcement (where arXiv’s is not known: of submission, else when the paper was
        first seen here), <code>t</code> the time of an act and <code>w</code> its weight. Times are in announcement
        days: from one announcement of arXiv to the next is one, so a weekend is as short as a night and a holiday adds
        nothing. Nothing in it changes with the clock alone: the order of two papers changes only when somebody acts.
        Equal scores go by identifier, the later one first.
      </p>
      <table>
        <caption>The numbers, version {ranking.version}</caption>
        <tbody>
          <Line name="Half-life H" value={`${ranking.halfLifeDays} announcement days`} />
          <Line name="What a paper begins with, ε" value={`${ranking.newcomer} votes`} />
          <Line name="A vote" value={ranking.vote} />
          <Line name="A curator’s pick" value={`${ranking.pick} votes`} />
        </tbody>
      </table>
      <p>
        “Why here” below each abstract opens the terms of that paper, adding up to its place; the number shown there is
        the score without the logarithm, in votes given now.
      </p>
      <p>
        All scores are added up anew from the votes each night, and at once when a number changes, which gives the rule
        another version.
      </p>
      <h2>Check it</h2>
      <p>
        Each night all that moved scores lately, by paper and hour and without readers, is written into{' '}
        <a href={paths.rankingLog}>a public file</a>. <code>npm run ranking -- log.csv.gz</code> of this program works
        the list out from it, to the rounding of hours. What readers took back, or who deleted their account, is not in
        the next file.
      </p>
      <h2>What counts as a vote</h2>
      <p>
        One vote for each reader and paper, and it can be taken back. The number beside a paper is all of its votes, at
        once; some of them do not move it in the lists:
      </p>
      <ul>
        <li>{maturity(maturityHours)}</li>
        <li>
          Of readers who have voted on earlier days for fewer than {counting.establishedVotes} papers, and who come from
          one network within {counting.networkKeptHours} hours, the first {counting.votesOfNetwork} votes for a paper
          count; when {counting.burstOfNetwork} or more come, none does. For so long a vote remembers its network, as a
          keyed hash that is another for each paper.
        </li>
        <li>
          The votes of a paper’s own authors, once their claim is proven, and of the reader who brought it here are
          shown and do not rank. Nor do votes that readers bring along from another site.
        </li>
      </ul>
      <SignalsRule {...rule} />
      <h2 id="field-fair">Field-fair</h2>
      <p>
        Three votes are much in number theory and little in machine learning. <a href={paths.fair}>Field-fair lists</a>{' '}
        (<code>fair=1</code>) measure what was done for a paper, without fading, against the papers of its primary
        category that were listed within {fair.windowDays} announcement days. If one in <code>n</code> of them has as
        much (of those that have just as much, half stand above), all of it together weighs <code>log₂ n</code> votes,
        and fades as it would have: the same formula, with each <code>w</code> multiplied by <code>log₂ n / Σ w</code>.
        A day, a week or a month goes by <code>n</code> of counted votes alone, then as ever. A category of fewer than{' '}
        {fair.fewPapers} papers is measured as its archive, an archive of fewer as all of arXiv. This is done once when
        the papers of an announcement come, by rule {fair.version}; votes given later move these lists with the next.
      </p>
      <h2 id="discovery">Discovery places</h2>
      <p>
        Whoever looks at trending sees what others saw. So on its first page a paper for which nobody has voted here
        stands after the {discovery.places.join('th, the ')}th one, and says so. They are drawn from the papers of the
        last {discovery.days} announcements that the page does not hold anyway, by lot: the smallest MD5 sums of the day
        of the newest listing, the address of the list and the identifier, as in <code>2026-11-20 / 2611.01234</code>.
        Everybody sees the same ones until the next listing. Feeds, digests and programs get none, and “Discovery
        places” at the foot of every page hides them.
      </p>
      <h2 id="moments">As it stood</h2>
      <p>
        Trending, days, weeks, months, the newest, categories and authors can be seen as they stood at an instant:{' '}
        <code>?at=2026-11-20T12:00:00Z</code>. Its papers, votes and signals are those that were here and counted then,
        added up by the numbers above; what is known of a paper’s announcement, categories and withdrawal is what is
        known today. Trending goes to its 500th place. A vote that was taken back is remembered for {keptDays} days for
        this, and for nothing else; what deleted accounts did is gone. Of signals that are older than a month only one
        look a day is left.
      </p>
      <h2>What does not count</h2>
      <p>
        Nobody can buy a place. What you read, click or search for changes nothing, and everybody sees the same order.
        The digest uses the same order as the page.
      </p>
      <h2>Other lists</h2>
      <p>
        <a href={paths.newest}>Newest</a> goes by time alone. A day, a week or a month shows what arXiv announced then:
        counted votes first, then by how many readers there are comments, then the time of announcement, then the
        identifier. That needs no number at all. Each of these, and trending, can be narrowed to categories or archives:{' '}
        <code>/?in=math.NT,cs.LG</code>.
      </p>
    </Prose>
  )
}

const Line = ({ name, value }: { name: string; value: string | number }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{value}</td>
  </tr>
)

function maturity(hours: number): string {
  if (hours === 0) return 'Here, votes of new accounts count at once.'
  const age = hours === 1 ? 'one hour' : `${hours} hours`
  return `A vote counts from the time on that the account of its reader is ${age} old, so that accounts made for one vote move nothing.`
}
