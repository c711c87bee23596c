import { type Limit, takeFrom } from '../accounts/limits'
import { db } from '../database/client'
import { enqueueMail } from '../outbox/enqueue'
import { DeliveryContent } from './content'

const COPIES_PER_DIGEST: Limit = { name: 'digests sent again', acts: 3, spanSeconds: 24 * 3_600 }

export type AgainOutcome =
  | { status: 'queued' }
  /** The ledger knows no mail of this digest that went out. */
  | { status: 'never-sent' }
  | { status: 'often-enough' }

const sentOf = (id: string) => ({
  subscriptionId: id,
  kind: 'digest' as const,
  state: { in: ['accepted' as const, 'unknown' as const] },
  issueId: { not: null },
})

/** Whether there is a mail of this digest that can be sent again. */
export const wasSent = async (id: string): Promise<boolean> =>
  (await db().delivery.findFirst({ where: sentOf(id), select: { id: true } })) !== null

/**
 * Sends the last mail of a digest once more to its reader: the same papers, marked as a copy, through the ledger like every mail.
 * Three times a day at most.
 */
export async function sendAgain({ id }: { id: string }, now: Date): Promise<AgainOutcome> {
  const last = await db().delivery.findFirst({
    where: sentOf(id),
    orderBy: [{ dueAt: 'desc' }, { id: 'asc' }],
    select: { issueId: true, content: true, subscription: { select: { reader: { select: { email: true } } } } },
  })
  const own = DeliveryContent.safeParse(last?.content)
  if (!last?.issueId || !last.subscription || !own.success) return { status: 'never-sent' }
  if (!(await takeFrom(COPIES_PER_DIGEST, id)).allowed) return { status: 'often-enough' }

  const content = { ...own.data, issueId: last.issueId, subscriptionId: id, mark: 'again' as const }
  const mail = { kind: 'copy' as const, recipient: last.subscription.reader.email, subscriptionId: id, content }
  await db().$transaction((tx) => enqueueMail(tx, mail, now))
  return { status: 'queued' }
}
