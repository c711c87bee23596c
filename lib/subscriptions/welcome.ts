import type { Prisma } from '@/generated/prisma/client'
import { enqueueMail } from '../outbox/enqueue'
import { absolute } from '../paths'
import { titleOf } from './describe'
import { rhythmInWords, rhythmOf } from './rhythm'
import { slotInWords } from './slots'

/** Tells a reader, in the caller's transaction, what was ordered, when the first mail comes, and how to leave. */
export async function welcome(tx: Prisma.TransactionClient, subscriptionId: string, now: Date): Promise<void> {
  const found = await tx.subscription.findUnique({
    where: { id: subscriptionId },
    select: { view: true, name: true, rhythm: true, hour: true, zone: true, nextDueAt: true, reader: true },
  })
  if (!found?.nextDueAt) return
  const { view, name, rhythm, hour, zone, nextDueAt, reader } = found
  const content = {
    viewTitle: name ?? titleOf(view),
    viewUrl: absolute(view),
    schedule: `${rhythmInWords(rhythmOf(rhythm))} at ${String(hour).padStart(2, '0')}:00 (${zone.replaceAll('_', ' ')})`,
    first: `on ${slotInWords(nextDueAt, zone)}`,
  }
  await enqueueMail(tx, { kind: 'welcome', recipient: reader.email, subscriptionId, content }, now)
}
