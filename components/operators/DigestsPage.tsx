import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'
import { ActForm } from './ActForm'
import { IssueList, type ShownIssue } from './IssueList'
import { OperatorsFrame } from './OperatorsFrame'

interface DigestsPageProps {
  issues: ShownIssue[]
  /** Issues, also older ones, with mails that somebody has to decide about. */
  undecided: number
  pause: { since: Date; reason: string } | null
  /** Mails are under way, so that the page can be kept up to date. */
  isUnderWay: boolean
  /** It is. */
  isLive: boolean
}

/** Whether mails leave, and how far those of the newest issues are. */
export function DigestsPage({ issues, undecided, pause, isUnderWay, isLive }: DigestsPageProps) {
  return (
    <OperatorsFrame title="Digests">
      <h2>Sending</h2>
      {pause ? (
        <>
          <p className="fault">
            All sending is paused since <Instant at={pause.since} />: {pause.reason}
          </p>
          <p>Only codes to sign in leave.</p>
          <ActForm act="resume-sending" label="Resume all sending" back={paths.adminDigests} />
        </>
      ) : (
        <>
          <p>Mails leave as they are due.</p>
          <ActForm act="pause-sending" label="Pause all sending" back={paths.adminDigests} asksReason />
        </>
      )}
      {undecided > 0 && (
        <p>
          <a href={paths.adminUnknown}>
            {undecided === 1 ? 'One issue has' : `${undecided} issues have`} mails to be decided about
          </a>
          : nobody knows whether they were accepted.
        </p>
      )}
      <h2>Issues</h2>
      {isUnderWay && (
        <p>
          {isLive ? (
            <>
              This page renews itself every five seconds. <a href={paths.adminDigests}>Stop that</a>
            </>
          ) : (
            <a href={`${paths.adminDigests}?live=1`}>Keep this page up to date</a>
          )}
        </p>
      )}
      <IssueList issues={issues} />
    </OperatorsFrame>
  )
}
