import { answerPage, answerProblem } from '@/app/_answer/page'
import { ViewBody } from '@/components/ViewBody'
import { findIssue } from '@/lib/digest/archive'
import { displayOf } from '@/lib/http/display'
import { paths } from '@/lib/paths'
import { slotInWords } from '@/lib/subscriptions/slots'

/** One issue: what somebody got who was sent nothing before. */
export async function GET(request: Request, { params }: { params: Promise<{ issue: string }> }): Promise<Response> {
  const issue = await findIssue((await params).issue)
  if (!issue) return answerProblem(request, 404, 'No such digest', 'All that were mailed stand under /digests.')
  const title = `${issue.heading}, ${slotInWords(issue.slotAt, 'UTC')}`
  return answerPage(
    request,
    { title, path: paths.digest(issue.id), shared: ['papers', 'votes'] },
    <ViewBody
      title={title}
      lead="As it was mailed to new readers; each reader gets only what they were not sent before."
      papers={issue.papers}
      reading={null}
      density={displayOf(request).density}
      back={paths.digest(issue.id)}
      empty="The papers of this digest are not here any more."
      days={null}
      first={null}
      next={null}
      subscribe={paths.subscribeTo(issue.view)}
    />,
  )
}
