import { Prisma } from '@/generated/prisma/client'
import { config } from '../config'
import { db } from '../database/client'
import { log } from '../log'
import { forgetMailsTo } from '../mail/mailbox'
import { mailboxFolder } from '../mail/transport'
import { unvoteAll } from '../papers/votes'
import { holdDigests } from '../subscriptions/hold-digests'
import { recipientKey, recipientKeys } from '../suppression/keys'
import { lockStandingsOf, rescore } from '../trending/rescore'
import { forgetComments } from './comments/forget-comments'
import { keepThreads } from './comments/lock-thread'
import { lockGroupsOf } from './groups/membership'

/** How much was kept about an address, and is gone. */
export interface Forgotten {
  /** Something was kept. */
  wasKnown: boolean
  votes: number
  comments: number
  /** Papers that were saved or put out of sight. */
  marks: number
  subscriptions: number
  sessions: number
  /** Rows of the ledger, sent or not. */
  mails: number
}

/**
 * Deletes everything that is kept about an address: the votes with their counts, comments (their places stay, empty and without a name), and the reader with invitation, marks, last visits, subscriptions, sessions,
 * second factor and the ledger's rows. Mails of a house without a mail server go as well. What stays is that the address gets no mail, or is banned, where that is so: by a hash only. All of it or nothing; a second time there is nothing left to do.
 * @param email as `EmailAddress` gives it
 */
export async function forgetReader(email: string): Promise<Forgotten> {
  const { readerId, requests, ...counts } = await db().$transaction((tx) => forget(tx, email))
  await forgetMailsTo(mailboxFolder(config()), email)
  if (readerId) log.info({ event: 'reader forgotten', reader: readerId })
  return { wasKnown: readerId !== null || requests > 0 || counts.mails > 0, ...counts }
}

async function forget(tx: Prisma.TransactionClient, email: string) {
  await keepThreads(tx)
  // Before the reader, as whoever signs in takes them.
  const { count: requests } = await tx.signInRequest.deleteMany({ where: { email } })
  // The lock keeps out votes, subscriptions and sessions of this reader until there is no such reader.
  const [reader] = await tx.$queryRaw<{ id: string }[]>`select id from readers where email = ${email} for update`
  const readerId = reader?.id ?? null
  const { count: invitations } = await tx.invitation.deleteMany({ where: { email } })
  if (!readerId)
    return {
      readerId,
      requests: requests + invitations,
      mails: await forgetMails(tx, email, null),
      votes: 0,
      comments: 0,
      marks: 0,
      subscriptions: 0,
      sessions: 0,
    }

  await lockPapersOf(tx, readerId)
  // Before the subscriptions, as whoever changes a list or a group holds it before the digests of it.
  await tx.$executeRaw`select from lists where reader_id = ${readerId} order by id for update`
  await lockGroupsOf(tx, readerId)
  await holdDigests(tx, Prisma.sql`reader_id = ${readerId}`)
  const mails = await forgetMails(tx, email, readerId)
  const votes = await unvoteAll(tx, readerId)
  const comments = await forgetComments(tx, readerId)
  const { count: marks } = await tx.mark.deleteMany({ where: { readerId } })
  const { count: subscriptions } = await tx.subscription.deleteMany({ where: { readerId } })
  const { count: sessions } = await tx.session.deleteMany({ where: { readerId } })
  await keepBan(tx, { id: readerId, email })
  const picked = (await tx.pick.findMany({ where: { readerId }, select: { paperId: true } })).map(
    ({ paperId }) => paperId,
  )
  await tx.reader.delete({ where: { id: readerId } })
  // Their picks are nobody's now, and no terms of the score.
  await rescore(tx, picked)
  return { readerId, requests: requests + invitations, mails, votes, comments, marks, subscriptions, sessions }
}

/** Rows of the ledger, sent or not. @returns how many */
async function forgetMails(tx: Prisma.TransactionClient, email: string, readerId: string | null): Promise<number> {
  const { count } = await tx.delivery.deleteMany({
    where: {
      OR: [
        { recipient: email },
        { recipientKey: { in: recipientKeys(email) } },
        ...(readerId ? [{ subscription: { readerId } }] : []),
      ],
    },
  })
  return count
}

/** Every paper whose counts hang on what is to go, at once: group by group would wait in a circle with whoever holds several of them. */
const lockPapersOf = (tx: Prisma.TransactionClient, readerId: string): Promise<void> =>
  lockStandingsOf(
    tx,
    (paperId) => Prisma.sql`${paperId} in (
      select paper_id from votes where reader_id = ${readerId}
      union all select paper_id from picks where reader_id = ${readerId}
      union all select paper_id from comments where reader_id = ${readerId}
        or id in (select comment_id from comment_votes where reader_id = ${readerId})
    )`,
  )

/** Deleting the account ends no ban: the address is banned when it comes back (lib/accounts/ban-again.ts). */
async function keepBan(tx: Prisma.TransactionClient, { id, email }: { id: string; email: string }): Promise<void> {
  await tx.$executeRaw`
    insert into kept_bans (key, at, reason) select ${recipientKey(email)}::bytea, at, reason from bans where reader_id = ${id}
    on conflict (key) do update set at = excluded.at, reason = excluded.reason`
}
