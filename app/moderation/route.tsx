import { QueuePage } from '@/components/community/ModerationPages'
import { listReported } from '@/lib/community/moderation/queue'
import { listReportedLists } from '@/lib/community/moderation/queue-lists'
import { listRules } from '@/lib/community/moderation/stands'
import { answerPage } from '../_answer/page'
import { moderationPage, moderatorOf } from './_door'

/** What waits for moderators. */
export async function GET(request: Request): Promise<Response> {
  const who = await moderatorOf(request)
  if (who instanceof Response) return who
  const [reported, lists, rules] = await Promise.all([listReported(), listReportedLists(), listRules()])
  return answerPage(
    request,
    moderationPage('Moderation'),
    <QueuePage reported={reported} lists={lists} rules={rules} />,
  )
}
