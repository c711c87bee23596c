import type { Failures } from '@/lib/operators/issues'
import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'
import { ActForm } from './ActForm'
import { Progress, type ShownIssue } from './IssueList'
import { OperatorsFrame } from './OperatorsFrame'

interface IssuePageProps {
  issue: ShownIssue
  failures: Failures[]
  /** Where everybody can read it; null: it is of a list that is its readers' own business. */
  publicPath: string | null
  isLive: boolean
}

/** One issue: how far it is, what went wrong, and what an operator can decide about it. */
export function IssuePage({ issue, failures, publicPath, isLive }: IssuePageProps) {
  const back = paths.adminIssue(issue.id)
  const about = { name: 'issue', value: issue.id } as const
  return (
    <OperatorsFrame title={issue.title}>
      <p>
        Composed for <Instant at={issue.slotAt} />.
      </p>
      <Progress issue={issue} />
      {issue.left > 0 && !issue.held && (
        <p>
          {isLive ? (
            <a href={back}>Stop renewing this page</a>
          ) : (
            <a href={`${back}?live=1`}>Keep this page up to date</a>
          )}
        </p>
      )}
      {publicPath && (
        <p>
          <a href={publicPath}>As everybody can read it</a>
        </p>
      )}
      {issue.undecided > 0 && <Undecided issue={issue} />}
      <h2>What an operator can do</h2>
      {issue.held ? (
        <ActForm act="release" label="Let it go on" back={back} about={about} />
      ) : (
        <ActForm act="hold" label="Hold it" back={back} about={about} asksReason />
      )}
      <ActForm act="test-send" label="Send it to myself, as a test" back={back} about={about} />
      <h2>What did not go out, and why</h2>
      {failures.length === 0 && <p>Nothing went wrong.</p>}
      <ul>
        {failures.map(({ state, reason, mails }) => (
          <li key={`${state} ${reason}`}>
            {mails} {state}: {reason}
          </li>
        ))}
      </ul>
    </OperatorsFrame>
  )
}

function Undecided({ issue: { id, undecided } }: { issue: ShownIssue }) {
  const back = paths.adminIssue(id)
  const about = { name: 'issue', value: id } as const
  return (
    <>
      <h2>To be decided</h2>
      <p>
        Of {undecided === 1 ? 'one mail' : `${undecided} mails`} nobody knows whether the server took{' '}
        {undecided === 1 ? 'it' : 'them'}: the sender or the connection ended around the end of the message.
      </p>
      <ActForm act="resend-unknown" label="Send again" back={back} about={about} />
      <ActForm act="leave-unknown" label="Leave as it is" back={back} about={about} />
    </>
  )
}
