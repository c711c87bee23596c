import { answerPage } from '@/app/_answer/page'
import { LogPage, type ShownAct } from '@/components/community/ModerationPages'
import { readerOf } from '@/lib/accounts/session'
import { ACT_WORDS } from '@/lib/community/moderation/acts'
import { actInWords, type LoggedAct, listModeration } from '@/lib/community/moderation/log'
import { may } from '@/lib/community/permissions'
import { findPerson } from '@/lib/community/person'
import { paths } from '@/lib/paths'

/** What moderators did, for everybody; moderators may undo it. */
export async function GET(request: Request): Promise<Response> {
  const mayUndo = may(await findPerson(await readerOf(request)), 'moderate')
  const acts = await listModeration()
  const page = { title: 'Moderation log', path: paths.moderationLog, twins: true, talk: true }
  return answerPage(request, page, <LogPage acts={acts.map(shown)} mayUndo={mayUndo} />)
}

function shown(act: LoggedAct): ShownAct {
  const undoneBy = ACT_WORDS[act.act]?.undoneBy
  const about = subjectOf(act)
  return { ...act, sentence: actInWords(act), undo: undoneBy && about ? { act: undoneBy, about } : null }
}

/** The fields of a form about the same; null: it is gone. */
function subjectOf({
  act,
  commentId,
  listId,
  readerId,
  paperId,
  intoId,
  rule,
}: LoggedAct): Record<string, string> | null {
  if (rule) {
    const [kind = '', ...value] = rule.split(' ')
    return { kind, value: value.join(' ') }
  }
  if (commentId) return { comment: commentId }
  if (listId) return { list: listId }
  if (readerId) return { reader: readerId }
  if (!paperId) return null
  if (act === 'merge' || act === 'unmerge') return intoId ? { paper: paperId, into: intoId } : null
  return { paper: paperId }
}
