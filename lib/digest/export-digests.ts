import { db } from '../database/client'
import { absolute, paths } from '../paths'
import { DeliveryContent } from './content'

/** All digests of a reader, and all that was sent to them, for a file of their own: as much as the ledger still knows. */
export async function exportDigests({ id, email }: { id: string; email: string }, now: Date) {
  const [subscriptions, sent] = await Promise.all([
    db().subscription.findMany({
      where: { readerId: id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      include: { deliveries: { where: { kind: 'digest' }, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }] } },
    }),
    db().sentPaper.findMany({ where: { readerId: id }, orderBy: [{ sentAt: 'asc' }, { paperId: 'asc' }] }),
  ])
  return {
    email,
    exportedAt: now,
    digests: subscriptions.map(({ id: _, readerId, view, deliveries, ...digest }) => ({
      list: absolute(view),
      ...digest,
      mails: deliveries.map(mailOf),
    })),
    papers: sent.map(({ paperId, version, sentAt }) => ({
      id: paperId,
      url: absolute(paths.paper(paperId)),
      version,
      sentAt,
    })),
  }
}

function mailOf({ state, dueAt, settledAt, reason, content }: Delivery) {
  const own = DeliveryContent.safeParse(content)
  return { due: dueAt, state, settled: settledAt, reason, papers: own.success ? own.data.papers : [] }
}

interface Delivery {
  state: string
  dueAt: Date
  settledAt: Date | null
  reason: string | null
  content: unknown
}
