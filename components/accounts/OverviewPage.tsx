import type { ListedAct } from '@/lib/operators/listed-acts'
import type { CountByState, IngestRun, Overview } from '@/lib/operators/overview'
import { OperatorsFrame } from '../operators/OperatorsFrame'
import { Instant } from './Instant'

/** The operators' page: what is there, what waits, and how the last ingest runs went. */
export function OverviewPage({ overview, acts }: { overview: Overview; acts: ListedAct[] }) {
  const { papers, votes, readers, subscriptions, deliveries, waiting, jobs, ingestRuns } = overview
  const things = [counted(papers, 'paper'), counted(votes, 'vote'), counted(readers, 'reader')]
  return (
    <OperatorsFrame title="Operators">
      <Counts title="What is there" counts={things} />
      <Counts title="Subscriptions" counts={subscriptions} />
      <Counts title="Mails" counts={deliveries} />
      <p>
        {waiting.since
          ? `${countInWords(waiting.mails)} ${waiting.mails.rows === 1 ? 'mail is' : 'mails are'} due and not out yet, the oldest since `
          : 'No mail waits.'}
        {waiting.since && <Instant at={waiting.since} />}
      </p>
      <h2>Jobs</h2>
      {jobs === null && <p>No worker has run yet: start one with npm run worker.</p>}
      {jobs?.length === 0 && <p>No job waits.</p>}
      {jobs !== null && jobs.length > 0 && (
        <ul>
          {jobs.map(({ task, waiting: left, failed }) => (
            <li key={task}>
              {task}: {left} waiting, {failed} given up
            </li>
          ))}
        </ul>
      )}
      <h2>Last ingest runs</h2>
      {ingestRuns.length === 0 && <p>None yet.</p>}
      <ol>
        {ingestRuns.map((run) => (
          <RunEntry key={run.id} run={run} />
        ))}
      </ol>
      <h2>What operators did</h2>
      {acts.length === 0 && <p>Nothing yet.</p>}
      <ol>
        {acts.map(({ id, at, by, act, subject, detail }) => (
          <li key={id}>
            <Instant at={at} />: {by}, {act.replaceAll('-', ' ')}
            {subject && ` ${subject.slice(0, 12)}`}
            {detail && `: ${detail}`}
          </li>
        ))}
      </ol>
    </OperatorsFrame>
  )
}

const counted = (count: CountByState['count'], one: string): CountByState => ({
  state: count.rows === 1 ? one : `${one}s`,
  count,
})

function countInWords({ rows, precision }: CountByState['count']): string {
  const number = rows.toLocaleString('en')
  return precision === 'exact' ? number : precision === 'about' ? `about ${number}` : `more than ${number}`
}

function Counts({ title, counts }: { title: string; counts: CountByState[] }) {
  return (
    <>
      <h2>{title}</h2>
      {counts.length === 0 ? (
        <p>None yet.</p>
      ) : (
        <ul>
          {counts.map(({ state, count }) => (
            <li key={state}>
              {countInWords(count)} {state}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function RunEntry({ run: { startedAt, finishedAt, report } }: { run: IngestRun }) {
  return (
    <li>
      <p>
        <Instant at={startedAt} />
        {finishedAt
          ? `, took ${Math.round((finishedAt.getTime() - startedAt.getTime()) / 1000)} s`
          : ', still running or killed'}
      </p>
      {report !== null && (
        <details>
          <summary>Report</summary>
          <pre>{JSON.stringify(report, null, 2)}</pre>
        </details>
      )}
    </li>
  )
}
