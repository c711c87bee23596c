import type { ShownIssue } from '@/components/operators/IssueList'
import { type IssueProgress, minutesLeft } from '@/lib/operators/issues'
import { titleOf } from '@/lib/subscriptions/describe'
import { rhythmInWords, rhythmOf } from '@/lib/subscriptions/rhythm'

/** Seconds after which a page that is kept up to date asks again. */
const REFRESH_SECONDS = 5

export const shownIssue = (issue: IssueProgress): ShownIssue => ({
  ...issue,
  title: `${titleOf(issue.view)}, ${rhythmInWords(rhythmOf(issue.rhythm))}`,
  minutesLeft: minutesLeft(issue),
})

/** Mails of it leave, or are about to. */
export const isUnderWay = ({ left, held }: IssueProgress): boolean => left > 0 && held === null

/** Makes the browser ask again by itself: only while something changes, and only when it was asked to. */
export const refreshing = <P extends { headers: Record<string, string> }>(page: P, isOn: boolean): P =>
  isOn ? { ...page, headers: { ...page.headers, refresh: String(REFRESH_SECONDS) } } : page
