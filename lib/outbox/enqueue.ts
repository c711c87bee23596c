import type { Prisma } from '@/generated/prisma/client'
import { config } from '../config'
import { DEADLINE_MS, SENDERS_CHANNEL, type TransactionalMail } from './types'

/**
 * Queues a mail in the caller's transaction: it will be sent if, and only if, that transaction commits. The worker's senders
 * hear of it at the commit, and would find it without hearing within fifteen seconds.
 */
export async function enqueueMail(tx: Prisma.TransactionClient, mail: TransactionalMail, now: Date): Promise<void> {
  const lifeMs = DEADLINE_MS[mail.kind]
  await tx.delivery.create({
    data: {
      kind: mail.kind,
      recipient: mail.recipient,
      content: {
        siteName: config().siteName,
        ...(mail.kind === 'sign-in' ? { minutes: lifeMs / 60_000 } : {}),
        ...mail.content,
      },
      subscriptionId: 'subscriptionId' in mail ? mail.subscriptionId : null,
      createdAt: now,
      dueAt: now,
      deadlineAt: new Date(now.getTime() + lifeMs),
    },
  })
  await wakeSenders(tx)
}

/**
 * Tells the senders at the commit that rows may be due. NOTIFY needs no table and no other process, so a web process that
 * starts first can call it; nothing depends on its being heard (docs/decisions/0005-job-engine.md).
 */
export async function wakeSenders(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${SENDERS_CHANNEL}, '')`
}
