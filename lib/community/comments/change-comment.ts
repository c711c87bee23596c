import { type Allowance, takeFrom } from '../../accounts/limits'
import { nameKey } from '../../accounts/public-name'
import { db } from '../../database/client'
import { findBroken } from '../moderation/stands'
import type { CommentText } from './comment-text'
import { COMMENT_ACTS_PER_READER } from './limits'
import { lockThread } from './lock-thread'
import { tellOf, untell } from './tell-of'

export type ChangeOutcome =
  | { status: 'done' }
  | { status: 'not-found' | 'not-yours' }
  | { status: 'refused'; why: string }
  | { status: 'busy'; retryAfterSeconds: number }

/** Edits of one comment that are kept; more are not taken. */
const MAX_EDITS = 50

/**
 * Says a comment anew. What it said before is kept and shown. Unchanged words change nothing.
 * @param maturityHours as for `addComment`
 */
export async function editComment(
  id: string,
  text: CommentText,
  writer: { id: string; createdAt: Date },
  { now, maturityHours }: { now: Date; maturityHours: number },
): Promise<ChangeOutcome> {
  const isNewcomer = writer.createdAt.getTime() > now.getTime() - maturityHours * 3_600_000
  if (isNewcomer && text.hosts.length > 0)
    return { status: 'refused', why: `An account younger than ${maturityHours} hours cannot post links yet.` }
  const broken = await findBroken(text)
  if (broken !== null) return { status: 'refused', why: broken }
  const busy = busyOf(await takeFrom(COMMENT_ACTS_PER_READER, writer.id))
  if (busy) return busy
  return db().$transaction(async (tx): Promise<ChangeOutcome> => {
    await lockThread(tx, writer.id, { commentId: id }, { answered: null, keys: text.mentions.map(nameKey) })
    const [row] = await tx.$queryRaw<{ readerId: string; paperId: string; source: string; name: string | null }[]>`
      select c.reader_id as "readerId", c.paper_id as "paperId", c.source, r.name
      from comments c left join readers r on r.id = c.reader_id
      where c.id = ${id}::uuid and c.deleted_at is null for no key update of c`
    if (!row) return { status: 'not-found' }
    if (row.readerId !== writer.id) return { status: 'not-yours' }
    if (row.source === text.source) return { status: 'done' }
    const edits = await tx.commentEdit.count({ where: { commentId: id } })
    if (edits >= MAX_EDITS) return { status: 'refused', why: `A comment can be edited ${MAX_EDITS} times.` }
    await tx.$executeRaw`
      insert into comment_edits (comment_id, at, source)
      select ${id}::uuid, greatest(${now}::timestamptz, max(at) + interval '1 millisecond'), ${row.source}
      from comment_edits where comment_id = ${id}::uuid`
    await tx.comment.update({ where: { id }, data: { source: text.source, html: text.html, editedAt: now } })
    const { paperId, name } = row
    await tellOf(tx, { id, paperId, writerId: writer.id, author: name ?? '', answered: null, text }, now)
    return { status: 'done' }
  })
}

/**
 * Deletes a comment and all that it ever said. Its row stays, empty, and is shown where answers hang on it. Done twice, it changes nothing the second time.
 */
export async function deleteComment(id: string, readerId: string, now: Date): Promise<ChangeOutcome> {
  const busy = busyOf(await takeFrom(COMMENT_ACTS_PER_READER, readerId))
  if (busy) return busy
  return db().$transaction(async (tx): Promise<ChangeOutcome> => {
    await lockThread(tx, readerId, { commentId: id })
    const row = await tx.comment.findUnique({ where: { id }, select: { readerId: true } })
    if (!row) return { status: 'not-found' }
    if (row.readerId !== readerId) return { status: 'not-yours' }
    await untell(tx, id)
    await tx.commentEdit.deleteMany({ where: { commentId: id } })
    await tx.comment.updateMany({ where: { id, deletedAt: null }, data: { source: '', html: '', deletedAt: now } })
    return { status: 'done' }
  })
}

/** Votes for a comment, or takes the vote back; once however often it is asked. One's own takes none. */
export async function voteForComment(
  id: string,
  readerId: string,
  isGiven: boolean,
  now: Date,
): Promise<ChangeOutcome & { votes?: number }> {
  const busy = busyOf(await takeFrom(COMMENT_ACTS_PER_READER, readerId))
  if (busy) return busy
  return db().$transaction(async (tx) => {
    await lockThread(tx, readerId, { commentId: id })
    const [row] = await tx.$queryRaw<{ readerId: string | null }[]>`
      select reader_id as "readerId" from comments
      where id = ${id}::uuid and deleted_at is null and hidden_at is null for no key update`
    if (!row) return { status: 'not-found' }
    if (row.readerId === readerId) return { status: 'refused', why: 'Nobody votes for what they wrote themselves.' }
    const changed = isGiven
      ? await tx.$executeRaw`
          insert into comment_votes (comment_id, reader_id, at) values (${id}::uuid, ${readerId}, ${now}::timestamptz)
          on conflict do nothing`
      : (await tx.commentVote.deleteMany({ where: { commentId: id, readerId } })).count
    const by = (isGiven ? 1 : -1) * changed
    const { votes } = await tx.comment.update({
      where: { id },
      data: { votes: { increment: by } },
      select: { votes: true },
    })
    return { status: 'done', votes }
  })
}

const busyOf = (allowance: Allowance) =>
  allowance.allowed ? null : { status: 'busy' as const, retryAfterSeconds: allowance.retryAfterSeconds }
