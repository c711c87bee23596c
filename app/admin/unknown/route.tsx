import { answerPage } from '@/app/_answer/page'
import { doorway } from '@/app/_lists/doorway'
import { UndecidedPage } from '@/components/operators/UndecidedPage'
import { config } from '@/lib/config'
import { cursorOfIssues } from '@/lib/digest/issue-cursor'
import { listUndecided } from '@/lib/operators/issues'
import { paths } from '@/lib/paths'
import { operatorOf, operatorsPage } from '../_operator'
import { shownIssue } from '../digests/_shown-issue'

/** Every issue with mails that are to be decided about, however old; a page at a time. */
export async function GET(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  return doorway(request, async () => {
    const before = cursorOfIssues(request.url, 'before')
    const { issues, next } = await listUndecided(config().clock.now(), before)
    return answerPage(
      request,
      operatorsPage('Undecided mails'),
      <UndecidedPage
        issues={issues.map(shownIssue)}
        first={before ? paths.adminUnknown : null}
        next={next && paths.adminUnknownBefore(next)}
      />,
    )
  })
}
