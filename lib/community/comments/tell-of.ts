import type { Prisma } from '@/generated/prisma/client'
import { nameKey } from '../../accounts/public-name'
import { enqueueMail } from '../../outbox/enqueue'
import { mathToReadable } from '../../papers/text/math-to-readable'
import { absolute, paths } from '../../paths'
import { type CommentText, readableComment } from './comment-text'

/** Characters of a comment that its mail tells; the rest is read on the page. */
const MAIL_CHARS = 1_500

interface Told {
  id: string
  paperId: string
  writerId: string
  /** What the writer is called. */
  author: string
  /** Whom it answers; null: nobody, or somebody whose account is gone. */
  answered: string | null
  text: CommentText
}

/**
 * Queues, in the transaction that writes a comment, a mail to whom it answers and to whom it calls by name: to each one at most, whatever is edited
 * later, to nobody who does not want such mails, and never to the writer.
 */
export async function tellOf(
  tx: Prisma.TransactionClient,
  { id, paperId, writerId, author, answered, text }: Told,
  now: Date,
): Promise<void> {
  const keys = text.mentions.map(nameKey)
  if (answered === null && keys.length === 0) return
  const told = await tx.$queryRaw<{ id: string; email: string }[]>`
    with told as (
      insert into comment_notices (comment_id, reader_id, at)
      select ${id}::uuid, id, ${now}::timestamptz from readers
      where (id = ${answered} or name_key = any(${keys})) and id <> ${writerId} and comment_mails and email_verified
      on conflict do nothing returning reader_id
    )
    select id, email from readers where id in (select reader_id from told) order by id`
  if (told.length === 0) return
  const paper = await tx.paper.findUniqueOrThrow({ where: { id: paperId }, select: { title: true } })
  const readable = readableComment(text.source)
  for (const reader of told) {
    const content = {
      commentId: id,
      reader: reader.id,
      isAnswer: reader.id === answered,
      author,
      paperTitle: mathToReadable(paper.title),
      text: readable.length > MAIL_CHARS ? `${readable.slice(0, MAIL_CHARS)}…` : readable,
      url: absolute(paths.comment(paperId, id)),
    }
    await enqueueMail(tx, { kind: 'comment', recipient: reader.email, content }, now)
  }
}

/** Takes back mails about a comment that did not leave yet. */
export async function untell(tx: Prisma.TransactionClient, commentId: string): Promise<void> {
  await tx.$executeRaw`
    delete from deliveries where kind = 'comment' and state = 'queued' and content ->> 'commentId' = ${commentId}`
}
