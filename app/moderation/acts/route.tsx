import { readForm } from '@/app/_answer/form'
import { answerPage, seeOther, wantsJson } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { ModerationFaultPage, UnchangedPage } from '@/components/community/ModerationFaultPage'
import { backPath } from '@/lib/accounts/back-path'
import { ModerationAct } from '@/lib/community/moderation/acts'
import { moderate } from '@/lib/community/moderation/moderate'
import { may } from '@/lib/community/permissions'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { refuse } from '../../_community/door'
import { moderationPage, moderatorOf } from '../_door'

export const GET = postedFrom(paths.moderation)

/** Does what a moderator decided: at once, since each act can be undone. */
export async function POST(request: Request): Promise<Response> {
  const who = await moderatorOf(request)
  if (who instanceof Response) return who
  const form = await readForm(request, ModerationAct)
  const back = backPath(form.values.back)
  const refused = (faults: string[], status: number) =>
    answerPage(
      request,
      moderationPage('That cannot be done', status),
      <ModerationFaultPage faults={faults} typed={form.values} back={back} />,
    )
  if (!form.ok) return refused(Object.values(form.faults), 422)
  if ('into' in form.data && !may(who.person, 'merge')) return refuse(request, who.person)
  const outcome = await moderate(form.data, who.reader.id, config().clock.now())
  if (outcome.status === 'refused') return refused([outcome.why], 409)
  const { act } = form.data
  if (wantsJson(request)) return Response.json({ act, changed: outcome.status === 'done' })
  if (outcome.status === 'done') return seeOther(back)
  return answerPage(request, moderationPage('Nothing was changed'), <UnchangedPage back={back} />)
}
