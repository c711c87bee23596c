import { ACT_WORDS } from './acts'
import type { LoggedAct } from './log'

/** The act that undoes another, and the fields of a form about the same. */
export interface Undo {
  act: string
  about: Record<string, string>
}

/**
 * What undoes each of these acts; null: it was undone, or followed by another act of its kind on the same, or is undone elsewhere, or
 * what it was about is gone. Pure.
 * @param acts the newest first, and none left out between them
 */
export function listUndoes(acts: readonly LoggedAct[]): (Undo | null)[] {
  const later = new Set<string>()
  return acts.map((logged) => {
    const undoneBy = ACT_WORDS[logged.act]?.undoneBy
    const about = subjectOf(logged)
    if (!undoneBy || !about) return null
    // One key for both directions: what undoes the undoing.
    const kind = [undoneBy, ACT_WORDS[undoneBy]?.undoneBy].sort()
    const key = JSON.stringify([kind, about])
    if (later.has(key)) return null
    later.add(key)
    return { act: undoneBy, about }
  })
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
