import { paths } from '@/lib/paths'
import type { Explanation } from '@/lib/trending/explain'
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
  const { heat, parts, uncounted } = explanation
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
      <p>
        <a href={paths.whyCsv(id)}>The same as CSV</a>
      </p>
    </article>
  )
}

/** Fine enough that the lines add up to what is shown. */
const inVotes = (votes: number): string => (Number.isInteger(votes) ? String(votes) : votes.toFixed(4))
