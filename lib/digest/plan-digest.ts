import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { resumePaused } from '../subscriptions/resume-paused'
import { countOf, type DueIssue, listDue } from './due'
import { type Frozen, freezeIssue, takeTurn } from './freeze-issue'
import { type IssuePlan, IssuePlanner } from './plan-issue'
import { type DigestReport, openDigests } from './run-digest'

const TRANSACTION_MS = 600_000
const NOTHING: DigestReport = { issues: 0, sent: 0, failed: 0, deferred: 0, skipped: 0, unknown: 0, resent: 0 }

/**
 * What `runDigest` would do at this instant if every server took every mail. It composes issue by issue, takes each back, and keeps in mind what
 * it brought, so that this is missing in a reader's next, as it will be. Nobody waits for it longer than for the freeze of one issue.
 */
export async function planDigest(now: Date): Promise<DigestReport> {
  const report: DigestReport = { ...NOTHING, sent: (await openDigests(now)).length }
  const { issues } = await takenBack(async (tx) => {
    await resumePaused(now, tx)
    return listDue(now, tx)
  })
  const planner = new IssuePlanner(now)
  const brought: Brought = new Map()
  for (const issue of issues) {
    const plan = await planner.plan(issue)
    if (plan.status === 'waiting') {
      report.deferred += countOf(issue)
      continue
    }
    const frozen = await takenBack((tx) => rehearse(tx, issue, plan, brought, now))
    report.issues += frozen?.issues.length ?? 0
    report.sent += frozen?.mails ?? 0
    report.skipped += frozen ? frozen.deliveries.length - frozen.mails : 0
  }
  return report
}

/** The outcome of work of which nothing stays. */
async function takenBack<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  const undo = new Error('taken back')
  const outcome: T[] = []
  const working = db().$transaction(
    async (tx) => {
      outcome.push(await work(tx))
      throw undo
    },
    { timeout: TRANSACTION_MS, maxWait: TRANSACTION_MS },
  )
  await working.catch((error: unknown) => {
    if (error !== undo) throw error
  })
  return outcome[0] as T
}

interface Sent {
  readerId: string
  paperId: string
  version: number
}

/** By reader, what issues before this one brought to those who have another list. */
type Brought = Map<string, Sent[]>

async function rehearse(
  tx: Prisma.TransactionClient,
  issue: DueIssue,
  plan: IssuePlan,
  brought: Brought,
  now: Date,
): Promise<Frozen | null> {
  await takeTurn(tx)
  const readers = await holdReaders(tx, issue, now)
  await resumePaused(now, tx)
  const sent = readers.flatMap(({ id }) => brought.get(id) ?? [])
  await tx.$executeRaw`
    insert into sent_papers (reader_id, paper_id, version, sent_at)
    select *, ${now}::timestamptz from unnest(${sent.map(({ readerId }) => readerId)}::text[],
      ${sent.map(({ paperId }) => paperId)}::text[], ${sent.map(({ version }) => version)}::int[])
    on conflict do nothing`
  const frozen = await freezeIssue(tx, issue, plan, now)
  for (const row of frozen ? await listBrought(tx, frozen, now) : [])
    brought.set(row.readerId, [...(brought.get(row.readerId) ?? []), row])
  return frozen
}

/** Keeps those whose digests it will hold, before any of these: also whose pause is over. */
const holdReaders = (tx: Prisma.TransactionClient, { view }: DueIssue, now: Date) => tx.$queryRaw<{ id: string }[]>`
  select id from readers where id in (
    select reader_id from subscriptions where view = ${view} and state = 'active' and next_due_at <= ${now}::timestamptz
    union all select reader_id from subscriptions where state = 'paused' and paused_until <= ${now}::timestamptz
  ) order by id for key share`

/** What an issue brings to those who have another list that is due. */
const listBrought = (tx: Prisma.TransactionClient, { deliveries }: Frozen, now: Date) => tx.$queryRaw<Sent[]>`
  select s.reader_id as "readerId", s.paper_id as "paperId", s.version from sent_papers s
  where s.delivery_id = any(${deliveries}::uuid[]) and exists (
    select from subscriptions d where d.reader_id = s.reader_id and d.state = 'active' and d.next_due_at <= ${now}::timestamptz
  )`
