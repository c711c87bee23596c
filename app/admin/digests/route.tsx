import { answerPage } from '@/app/_answer/page'
import { DigestsPage } from '@/components/operators/DigestsPage'
import { config } from '@/lib/config'
import { countUndecided, listProgress } from '@/lib/operators/issues'
import { findSendingPause } from '@/lib/outbox/pauses'
import { operatorOf, operatorsPage } from '../_operator'
import { isUnderWay, refreshing, shownIssue } from './_shown-issue'

/** The newest issues, and whether mails leave at all. `?live` keeps it up to date while they do. */
export async function GET(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  const [issues, undecided, pause] = await Promise.all([
    listProgress(config().clock.now()),
    countUndecided(),
    findSendingPause(),
  ])
  const isMoving = !pause && issues.some(isUnderWay)
  const isLive = isMoving && new URL(request.url).searchParams.has('live')
  return answerPage(
    request,
    refreshing(operatorsPage('Digests'), isLive),
    <DigestsPage
      issues={issues.map(shownIssue)}
      undecided={undecided}
      pause={pause}
      isUnderWay={isMoving}
      isLive={isLive}
    />,
  )
}
