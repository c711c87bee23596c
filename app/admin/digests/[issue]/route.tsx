import { answerPage, answerProblem } from '@/app/_answer/page'
import { IssuePage } from '@/components/operators/IssuePage'
import { config } from '@/lib/config'
import { findIssue } from '@/lib/digest/archive'
import { findProgress, listFailures } from '@/lib/operators/issues'
import { findSendingPause } from '@/lib/outbox/pauses'
import { paths } from '@/lib/paths'
import { operatorOf, operatorsPage } from '../../_operator'
import { isUnderWay, refreshing, shownIssue } from '../_shown-issue'

/** One issue, for operators. */
export async function GET(request: Request, { params }: { params: Promise<{ issue: string }> }): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  const issue = await findProgress((await params).issue, config().clock.now())
  if (!issue) return answerProblem(request, 404, 'No such issue', 'The newest ones stand under /admin/digests.')
  const [failures, isPublic, pause] = await Promise.all([
    listFailures(issue.id),
    findIssue(issue.id),
    findSendingPause(),
  ])
  const isLive = !pause && isUnderWay(issue) && new URL(request.url).searchParams.has('live')
  const shown = shownIssue(issue)
  return answerPage(
    request,
    refreshing(operatorsPage(shown.title), isLive),
    <IssuePage issue={shown} failures={failures} publicPath={isPublic && paths.digest(issue.id)} isLive={isLive} />,
  )
}
