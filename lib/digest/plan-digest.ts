import { db } from '../database/client'
import { type DueSubscription, inKnownZone, listDueViews } from './due'
import { bySlot, isStale } from './freeze'
import { type DigestReport, openDigests } from './run-digest'
import { selectUnseen } from './select'
import { sentAmong } from './sent-papers'

/** What `runDigest` would do at this instant if every server took every mail. Writes nothing. */
export async function planDigest(now: Date): Promise<DigestReport> {
  const report = {
    issues: 0,
    sent: (await openDigests(now)).length,
    failed: 0,
    deferred: 0,
    skipped: 0,
    unknown: 0,
    resent: 0,
  }
  for (const view of await listDueViews(now)) {
    for (const { at, subscriptions } of bySlot(await listDue(view, now), now)) {
      const mails = isStale(at, now) ? 0 : await countMails(view, subscriptions)
      report.issues += mails > 0 ? 1 : 0
      report.sent += mails
      report.skipped += subscriptions.length - mails
    }
  }
  return report
}

const countMails = async (view: string, subscriptions: DueSubscription[]) => {
  const readerIds = subscriptions.map(({ readerId }) => readerId)
  const { byReader } = await selectUnseen(view, readerIds, (paperIds) => sentAmong(db(), readerIds, paperIds))
  return [...byReader.values()].filter((papers) => papers.length > 0).length
}

async function listDue(view: string, now: Date): Promise<DueSubscription[]> {
  const rows = await db().subscription.findMany({
    where: { view, state: 'active', nextDueAt: { lte: now } },
    select: { id: true, readerId: true, rhythm: true, hour: true, zone: true, reader: { select: { email: true } } },
  })
  return rows.map(({ reader, ...subscription }) => inKnownZone({ ...subscription, email: reader.email }))
}
