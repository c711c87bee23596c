import { answerPage } from '@/app/_answer/page'
import { LogPage } from '@/components/community/ModerationPages'
import { readerOf } from '@/lib/accounts/session'
import { actInWords, listModeration } from '@/lib/community/moderation/log'
import { listUndoes } from '@/lib/community/moderation/undo'
import { may } from '@/lib/community/permissions'
import { findPerson } from '@/lib/community/person'
import { paths } from '@/lib/paths'

/** What moderators did, for everybody; moderators may undo it. */
export async function GET(request: Request): Promise<Response> {
  const mayUndo = may(await findPerson(await readerOf(request)), 'moderate')
  const acts = await listModeration()
  const undoes = listUndoes(acts)
  const shown = acts.map((act, at) => ({ ...act, sentence: actInWords(act), undo: undoes[at] ?? null }))
  const page = { title: 'Moderation log', path: paths.moderationLog, twins: true, talk: true }
  return answerPage(request, page, <LogPage acts={shown} mayUndo={mayUndo} />)
}
