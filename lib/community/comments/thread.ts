/** As much of a comment as its place in the thread needs. */
export interface Placed {
  id: string
  parentId: string | null
  votes: number
  createdAt: Date
}

/** Without those that were deleted and on which nothing hangs that is there. */
export function withoutLeavings<Comment extends Placed & { deletedAt: Date | null }>(
  comments: readonly Comment[],
): Comment[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  const kept = new Set<string>()
  for (const comment of comments) {
    if (comment.deletedAt) continue
    // Up to the first whose ancestors are kept already: each is walked over once.
    for (let at: Comment | undefined = comment; at && !kept.has(at.id); at = byId.get(at.parentId ?? ''))
      kept.add(at.id)
  }
  return comments.filter(({ id }) => kept.has(id))
}

/**
 * Comments in the order in which they are read: each followed by its answers; among answers to the same, those with most votes first, then the older.
 * Whose parent is not among them stands at the top.
 */
export function threadOf<Comment extends Placed>(comments: readonly Comment[]): Comment[] {
  const known = new Set(comments.map(({ id }) => id))
  const answers = new Map<string | null, Comment[]>()
  for (const comment of comments) {
    const parent = comment.parentId !== null && known.has(comment.parentId) ? comment.parentId : null
    answers.set(parent, [...(answers.get(parent) ?? []), comment])
  }
  const ordered: Comment[] = []
  // By a stack of our own: answers may hang on each other as deep as a thread is long.
  const waiting = (answers.get(null) ?? []).toSorted(lastFirst)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    ordered.push(next)
    waiting.push(...(answers.get(next.id) ?? []).toSorted(lastFirst))
  }
  return ordered
}

const lastFirst = (a: Placed, b: Placed) =>
  a.votes - b.votes || b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1)
