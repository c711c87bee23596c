import { paths } from '@/lib/paths'
import type { Explanation, FairStanding } from '@/lib/trending/explain'
import { PaperText } from '../PaperText'
import { Sparkline } from '../Sparkline'

interface Props {
  id: string
  titleHtml: string
  explanation: Explanation
  halfLifeDays: number
  /** Votes by day, for the picture of it. */
  momentum: number[] | undefined
}

/** What a paper's place is made of, adding up. */
export function WhyPage({ id, titleHtml, explanation, halfLifeDays, momentum }: Props) {
  const { score, heat, halvings, parts, uncounted, fair } = explanation
  return (
    <article className="prose why">
      <h1>Why it stands where it does</h1>
      <p>
        <a href={paths.paper(id)}>
          <PaperText html={titleHtml} />
        </a>{' '}
        <Sparkline days={momentum} />
      </p>
      <p>
        Its heat is <strong>{inVotes(heat)}</strong>: as much as so many votes given now. Every act is worth half as
        much after {halfLifeDays} announcement days. <a href={paths.aboutRanking}>The whole rule</a>.
      </p>
      <div className="talk">
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Day</th>
              <th scope="col">How many</th>
              <th scope="col">Weight then</th>
              <th scope="col">Worth now</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={`${part.kind} ${part.day}`}>
                <th scope="row">{part.name}</th>
                <td>{part.day}</td>
                <td>{part.acts}</td>
                <td>{inVotes(part.weight)}</td>
                <td>{inVotes(part.worth)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                Heat
              </th>
              <td>{inVotes(heat)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p>
        Lists are sorted by its score, <data value={score}>{inVotes(score)}</data>: the logarithm of the heat to base 2,
        and the <data value={halvings}>{inVotes(halvings)}</data> half-lives of the announcement clock until now. So it
        changes only when somebody acts.
      </p>
      {uncounted.length > 0 && (
        <>
          <h2>Shown, but not counted</h2>
          <ul>
            {uncounted.map(({ reason, votes }) => (
              <li key={reason}>
                {votes === 1 ? '1 vote' : `${votes} votes`} {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {fair && <InItsField fair={fair} />}
      <p>
        <a href={paths.whyCsv(id)}>The same as CSV</a>
      </p>
    </article>
  )
}

/** Where it stands in field-fair lists. */
const InItsField = ({ fair: { field, papers, weight, rarity } }: { fair: FairStanding }) => (
  <>
    <h2>In field-fair lists</h2>
    <p>
      {weight > 0
        ? `At the last batch it had ${inVotes(weight)} votes’ worth in all, without their fading. Of the ${papers} papers of ${field} one in ${(2 ** rarity).toFixed(1)} has so much, so all of it together weighs ${inVotes(rarity)} there (the logarithm of that to base 2), and fades as above.`
        : `At the last batch nothing had been done for it: it stands among the ${papers} papers of ${field} by its announcement alone.`}
    </p>
  </>
)

/** Fine enough that the lines add up to what is shown. */
const inVotes = (votes: number): string => (Number.isInteger(votes) ? String(votes) : votes.toFixed(4))
