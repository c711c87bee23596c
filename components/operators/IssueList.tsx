import type { IssueProgress } from '@/lib/operators/issues'
import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'

/** An issue as the operators' pages tell it: with its title, and how long it will still take. */
export interface ShownIssue extends IssueProgress {
  title: string
  /** Null: nothing leaves, so nobody can tell. */
  minutesLeft: number | null
}

/** The newest issues, each with how far its mails are. */
export function IssueList({ issues }: { issues: ShownIssue[] }) {
  if (issues.length === 0) return <p>No issue was composed yet.</p>
  return (
    <ol className="rows">
      {issues.map((issue) => (
        <li key={issue.id}>
          <p>
            <strong>
              <a href={paths.adminIssue(issue.id)}>{issue.title}</a>
            </strong>
            , <Instant at={issue.slotAt} />
          </p>
          <Progress issue={issue} />
        </li>
      ))}
    </ol>
  )
}

/** How far the mails of an issue are: a bar, and the same in words. */
export function Progress({ issue }: { issue: ShownIssue }) {
  const { held, reason, sent, left, recipients } = issue
  const done = recipients - left
  return (
    <>
      {held && (
        <p className="fault">
          Held since <Instant at={held.at} />: {held.reason}
        </p>
      )}
      {reason && <p>Nothing was sent: {reason}</p>}
      {left > 0 && <progress max={recipients} value={done} aria-label="Mails that are dealt with" />}
      <p>
        {[
          `${sent} sent`,
          left > 0 ? `${left} left` : null,
          ...(['skipped', 'suppressed', 'failed', 'unknown'] as const).map((state) =>
            issue[state] > 0 ? `${issue[state]} ${state}${state === 'skipped' ? because(issue) : ''}` : null,
          ),
        ]
          .filter(Boolean)
          .join(', ')}{' '}
        of {recipients}. {issue.undecided > 0 && `${issue.undecided} to be decided about. `}
        {pace(issue)}
      </p>
    </>
  )
}

const because = ({ skippedFor }: ShownIssue) => (skippedFor.length > 0 ? ` (${skippedFor.join(', ')})` : '')

function pace({ left, held, perMinute, minutesLeft }: ShownIssue): string {
  if (left === 0) return 'All is dealt with.'
  if (held) return ''
  if (minutesLeft === null) return 'None left in the last minute.'
  return `${perMinute} in the last minute: about ${minutesLeft === 1 ? 'a minute' : `${minutesLeft} minutes`} to go.`
}
