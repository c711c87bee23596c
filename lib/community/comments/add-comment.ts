import { takeFrom } from '../../accounts/limits'
import { findName, nameKey } from '../../accounts/public-name'
import { db } from '../../database/client'
import { log } from '../../log'
import { findBroken } from '../moderation/stands'
import type { CommentText } from './comment-text'
import { COMMENTS_PER_NEWCOMER, COMMENTS_PER_READER } from './limits'
import { MAX_THREAD } from './list-comments'
import { lockThread } from './lock-thread'
import { tellOf } from './tell-of'

export type AddOutcome =
  | { status: 'added'; id: string }
  | { status: 'not-found' | 'nameless' | 'answers-nothing' }
  | { status: 'refused'; why: string }
  | { status: 'busy'; retryAfterSeconds: number }

interface Writer {
  id: string
  createdAt: Date
}

interface Asked {
  paperId: string
  /** The comment that it answers; null: it stands at the top. */
  parentId: string | null
  text: CommentText
}

/** Adds a comment, and queues the mails that tell of it, in one transaction. On a paper that was merged into another, it is one on that. */
export async function addComment(
  { paperId, parentId, text }: Asked,
  writer: Writer,
  { now, maturityHours }: { now: Date; maturityHours: number },
): Promise<AddOutcome> {
  const isNewcomer = writer.createdAt.getTime() > now.getTime() - maturityHours * 3_600_000
  if (isNewcomer && text.hosts.length > 0)
    return { status: 'refused', why: `An account younger than ${maturityHours} hours cannot post links yet.` }
  if ((await findName(writer.id)) === null) return { status: 'nameless' }
  const broken = await findBroken(text)
  if (broken !== null) return { status: 'refused', why: broken }
  const allowance = await takeFrom(isNewcomer ? COMMENTS_PER_NEWCOMER : COMMENTS_PER_READER, writer.id)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }

  const outcome = await write({ paperId, parentId, text }, writer.id, now)
  if (outcome.status === 'added') log.info({ event: 'comment', comment: outcome.id, paper: paperId })
  return outcome
}

async function write({ paperId, parentId, text }: Asked, writerId: string, now: Date): Promise<AddOutcome> {
  const outcome = await db().$transaction(async (tx): Promise<AddOutcome | { status: 'merged'; into: string }> => {
    const { name, isHere, mergedInto } = await lockThread(
      tx,
      writerId,
      { paperId },
      { answered: parentId, keys: text.mentions.map(nameKey) },
    )
    if (!isHere) return { status: 'not-found' }
    if (mergedInto) return { status: 'merged', into: mergedInto }
    const lock = await tx.threadLock.findUnique({ where: { paperId }, select: { reason: true } })
    if (lock) return { status: 'refused', why: `A moderator closed this thread: ${lock.reason}` }
    const length = await tx.comment.count({ where: { paperId } })
    if (length >= MAX_THREAD) return { status: 'refused', why: `A thread holds ${MAX_THREAD} comments at most.` }
    const parent = parentId === null ? null : await tx.comment.findUnique({ where: { id: parentId } })
    if (parentId !== null && (parent?.paperId !== paperId || parent.deletedAt || parent.hiddenAt))
      return { status: 'answers-nothing' }
    const { source, html } = text
    const depth = parent ? parent.depth + 1 : 0
    const { id } = await tx.comment.create({
      data: {
        paperId,
        readerId: writerId,
        parentId,
        depth,
        source,
        html,
        createdAt: now,
        saidOn: parent?.saidOn ?? null,
      },
    })
    await tellOf(tx, { id, paperId, writerId, author: name ?? '', answered: parent?.readerId ?? null, text }, now)
    return { status: 'added', id }
  })
  return outcome.status === 'merged' ? write({ paperId: outcome.into, parentId, text }, writerId, now) : outcome
}
