import type { Prisma } from '@/generated/prisma/client'

/**
 * Takes the words and the name out of a reader's comments, and takes back their votes for others'. The empty rows stay, since answers may hang on them. The papers are locked by the caller. @returns how many comments there were
 */
export async function forgetComments(tx: Prisma.TransactionClient, readerId: string): Promise<number> {
  const theirs = await tx.comment.findMany({ where: { readerId }, select: { id: true } })
  const voted = await tx.commentVote.findMany({ where: { readerId }, select: { commentId: true } })
  const ids = theirs.map(({ id }) => id)
  await tx.$executeRaw`
    delete from deliveries where kind = 'comment' and state = 'queued' and content ->> 'commentId' = any(${ids})`
  await tx.commentEdit.deleteMany({ where: { commentId: { in: ids } } })
  await tx.commentVote.deleteMany({ where: { readerId } })
  await tx.$executeRaw`
    update comments c set votes = (select count(*) from comment_votes v where v.comment_id = c.id)
    where id = any(${voted.map(({ commentId }) => commentId)}::uuid[])`
  await tx.$executeRaw`
    update comments set source = '', html = '', reader_id = null, hidden_at = null, hidden_reason = null,
      deleted_at = coalesce(deleted_at, now())
    where reader_id = ${readerId}`
  return ids.length
}
