import { answerPage, answerProblem } from '@/app/_answer/page'
import { IssueFacts } from '@/components/subscriptions/IssueFacts'
import { ViewBody } from '@/components/ViewBody'
import { findIssue } from '@/lib/digest/archive'
import { displayOf } from '@/lib/http/display'
import { paths } from '@/lib/paths'
import { rhythmInWords, rhythmOf } from '@/lib/subscriptions/rhythm'
import { slotInWords } from '@/lib/subscriptions/slots'
import { dayInWords } from '@/lib/views/calendar'

/** One issue: what somebody got who was sent nothing before, or why nobody got anything. */
export async function GET(request: Request, { params }: { params: Promise<{ issue: string }> }): Promise<Response> {
  const issue = await findIssue((await params).issue)
  if (!issue) return answerProblem(request, 404, 'No such digest', 'All that were mailed stand under /digests.')
  const title = `${issue.heading}, ${slotInWords(issue.slotAt, 'UTC')}`
  return answerPage(
    request,
    { title, path: paths.digest(issue.id), shared: ['papers', 'votes'], noindex: issue.reason !== null },
    <ViewBody
      title={title}
      lead={`Sent ${rhythmInWords(rhythmOf(issue.rhythm))}. As it was mailed to new readers; each reader gets only what they were not sent before.`}
      papers={issue.papers}
      reading={null}
      density={displayOf(request).density}
      back={paths.digest(issue.id)}
      empty={issue.reason ?? 'The papers of this digest are not here any more.'}
      about={
        <IssueFacts
          covers={issue.covers.map((day) => dayInWords(day))}
          missing={issue.missing}
          mail={issue.paperIds.length > 0 ? paths.digestMail(issue.id) : null}
        />
      }
      days={null}
      first={null}
      next={null}
      subscribe={paths.subscribeTo(issue.view)}
    />,
  )
}
