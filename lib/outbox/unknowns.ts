import type { Prisma } from '@/generated/prisma/client'
import { wakeSenders } from './enqueue'

/** How long a mail that an operator sends again may take: its own deadline is over, as a rule. */
const RESEND_HOURS = 6

/**
 * Sends the mails of an issue once more of which nobody knows whether they were accepted: to readers who are still subscribed, under
 * the same Message-ID. Some of them will have it twice; an operator decided so. One that comes to nothing is unknown again, and
 * asked about again.
 * @returns how many
 */
export async function resendUnknown(tx: Prisma.TransactionClient, issueId: string, now: Date): Promise<number> {
  const deadline = new Date(now.getTime() + RESEND_HOURS * 3_600_000)
  const queued = await tx.$executeRaw`
    update deliveries d set state = 'queued', recipient = r.email, settled_at = null, lease_token = null, rest_until = null,
      attempts = 0, unknowns = d.unknowns + 1, deadline_at = greatest(d.deadline_at, ${deadline}::timestamptz)
    from subscriptions s join readers r on r.id = s.reader_id
    where d.issue_id = ${issueId}::uuid and d.state = 'unknown' and d.decided_at is null
      and s.id = d.subscription_id and s.state = 'active'`
  if (queued > 0) await wakeSenders(tx)
  return queued
}

/** Leaves them as they are: nobody is asked about them any more. @returns how many */
export const leaveUnknown = async (tx: Prisma.TransactionClient, issueId: string, now: Date): Promise<number> =>
  (
    await tx.delivery.updateMany({
      where: { issueId, state: 'unknown', decidedAt: null },
      data: { decidedAt: now },
    })
  ).count
