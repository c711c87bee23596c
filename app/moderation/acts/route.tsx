import { readForm } from '@/app/_answer/form'
import { answerPage, seeOther, wantsJson } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { ModerationFaultPage } from '@/components/community/ModerationPages'
import { backPath } from '@/lib/accounts/back-path'
import { ModerationAct } from '@/lib/community/moderation/acts'
import { moderate } from '@/lib/community/moderation/moderate'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { moderationPage, moderatorOf } from '../_door'

export const GET = postedFrom(paths.moderation)

/** Does what a moderator decided: at once, since each act can be undone. */
export async function POST(request: Request): Promise<Response> {
  const who = await moderatorOf(request)
  if (who instanceof Response) return who
  const form = await readForm(request, ModerationAct)
  const back = backPath(form.values.back)
  if (!form.ok) {
    const page = <ModerationFaultPage faults={Object.values(form.faults)} back={back} />
    return answerPage(request, moderationPage('That cannot be done', 422), page)
  }
  const isDone = await moderate(form.data, who.reader.id, config().clock.now())
  return wantsJson(request) ? Response.json({ act: form.data.act, changed: isDone }) : seeOther(back)
}
