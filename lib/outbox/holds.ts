import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { log } from '../log'
import { wakeSenders } from './enqueue'
import { isNotPaused } from './pauses'

/** Refusals for what a mail is or where it comes from: above this share of an issue, all that follow would harm the sender's name. */
const POLICY_SHARE = 0.02
/** Fewer refusals say nothing, however few mails have been tried. */
const POLICY_REFUSALS = 5
/** So many mails that no server understood are a fault of ours, which more mails do not mend. */
const PROTOCOL_FAULTS = 10

/** SQL: neither mail `d` nor its issue waits for an operator. Asked when a mail is taken, and again before its end is sent. */
export const isNotHeld = Prisma.sql`(${isNotPaused} and (d.issue_id is null or d.issue_id <> all (array(
  select h.id from issues h where h.held_at is not null
))))`

/** Nothing more of this issue leaves, also nothing that a sender holds already. Done twice, the first reason stands. */
export async function holdIssue(
  issueId: string,
  reason: string,
  now: Date,
  tx: Prisma.TransactionClient = db(),
): Promise<boolean> {
  const { count } = await tx.issue.updateMany({
    where: { id: issueId, heldAt: null },
    data: { heldAt: now, heldReason: reason.slice(0, 300) },
  })
  if (count > 0) log.error({ issue: issueId, reason }, 'an issue is held until an operator decides')
  return count > 0
}

/** Its mails go on where they stopped, up to their deadline. What was refused so far holds it no more. */
export async function releaseIssue(issueId: string, now: Date, tx: Prisma.TransactionClient = db()): Promise<boolean> {
  const { count } = await tx.issue.updateMany({
    where: { id: issueId, heldAt: { not: null } },
    data: { heldAt: null, heldReason: null, releasedAt: now },
  })
  if (count > 0) await wakeSenders(tx)
  return count > 0
}

/** How the mails of an issue went that were tried to the end, since an operator last let it go on. */
interface Tried {
  /** By policy. */
  refused: number
  /** No server understood them. */
  faulty: number
  all: number
}

/** Holds an issue of which receiving servers refused too much for what it is. Called after each such refusal. */
export async function holdIfRefused(issueId: string, now: Date): Promise<void> {
  const [tried] = await db().$queryRaw<[Tried]>`
    select (count(*) filter (where verdict = 'policy'))::int as refused,
      (count(*) filter (where verdict = 'protocol'))::int as faulty, count(*)::int as all
    from deliveries d join issues i on i.id = d.issue_id
    where i.id = ${issueId}::uuid and d.state in ('accepted', 'failed', 'unknown')
      and (i.released_at is null or d.settled_at > i.released_at)`
  const reason = whyHeld(tried)
  if (reason) await holdIssue(issueId, reason, now)
}

/** Why so many refusals among so many tries stop an issue; null when they do not. */
export function whyHeld({ refused, faulty, all }: Tried): string | null {
  if (faulty >= PROTOCOL_FAULTS) return `${faulty} of ${all} mails were not understood`
  const isTooMuch = refused >= POLICY_REFUSALS && refused > all * POLICY_SHARE
  return isTooMuch ? `${refused} of ${all} mails were refused by policy` : null
}
