import { db } from '../database/client'
import { absolute, paths } from '../paths'
import { exportPersonalList } from '../personal/personal-list'
import { DeliveryContent } from './content'

/** All digests of a reader, all that was sent to them, and what was learned for their personal list, for a file of their own: as much as the ledger still knows. */
export async function exportDigests({ id, email }: { id: string; email: string }, now: Date) {
  const [subscriptions, sent, personal] = await Promise.all([
    db().subscription.findMany({
      where: { readerId: id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      include: { deliveries: { where: { kind: 'digest' }, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }] } },
    }),
    db().sentPaper.findMany({ where: { readerId: id }, orderBy: [{ sentAt: 'asc' }, { paperId: 'asc' }] }),
    exportPersonalList(id),
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
    // What was learned for the list “For you”; null: none was asked for.
    personal,
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
