import { Pager } from '../Pager'
import { IssueList, type ShownIssue } from './IssueList'
import { OperatorsFrame } from './OperatorsFrame'

interface UndecidedPageProps {
  issues: ShownIssue[]
  /** Back to the newest; null: these are. */
  first: string | null
  /** To the issues before these; null: there are none. */
  next: string | null
}

/** Every issue with mails of which nobody knows whether they were accepted, however old. */
export function UndecidedPage({ issues, first, next }: UndecidedPageProps) {
  return (
    <OperatorsFrame title="Undecided mails">
      <p>
        Of some mails nobody knows whether the server took them: the sender or the connection ended around the end of
        the message. Each issue asks whether to send them again or to leave them.
      </p>
      {issues.length === 0 ? <p>There is nothing to decide.</p> : <IssueList issues={issues} />}
      <Pager first={first} next={next} more="Older issues" />
    </OperatorsFrame>
  )
}
