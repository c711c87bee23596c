import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { holdDigests } from '../subscriptions/hold-digests'
import { resumePaused } from '../subscriptions/resume-paused'
import { countOf, listDue } from './due'
import { freezeIssue, takeTurn } from './freeze-issue'
import { IssuePlanner } from './plan-issue'
import { type DigestReport, openDigests } from './run-digest'

const TRANSACTION_MS = 600_000
const NOTHING: DigestReport = { issues: 0, sent: 0, failed: 0, deferred: 0, skipped: 0, unknown: 0, resent: 0 }

/**
 * What `runDigest` would do at this instant if every server took every mail. It composes all of it and takes it back, so that what
 * one digest brings a reader is missing in their next, as it will be.
 */
export async function planDigest(now: Date): Promise<DigestReport> {
  const report: DigestReport = { ...NOTHING, sent: (await openDigests(now)).length }
  const undo = new Error('taken back')
  const composing = db().$transaction(
    async (tx) => {
      await addDue(tx, report, now)
      throw undo
    },
    { timeout: TRANSACTION_MS, maxWait: TRANSACTION_MS },
  )
  await composing.catch((error: unknown) => {
    if (error !== undo) throw error
  })
  return report
}

async function addDue(tx: Prisma.TransactionClient, report: DigestReport, now: Date): Promise<void> {
  await takeTurn(tx)
  await resumePaused(now, tx)
  // Issue by issue would be in another order than everybody else's.
  await holdDigests(tx, Prisma.sql`state = 'active' and next_due_at <= ${now}::timestamptz`)
  const planner = new IssuePlanner(now)
  for (const issue of (await listDue(now, tx)).issues) {
    const plan = await planner.plan(issue)
    if (plan.status === 'waiting') {
      report.deferred += countOf(issue)
      continue
    }
    const frozen = await freezeIssue(tx, issue, plan, now)
    report.issues += frozen?.issues.length ?? 0
    report.sent += frozen?.mails ?? 0
    report.skipped += frozen ? frozen.deliveries.length - frozen.mails : 0
  }
}
