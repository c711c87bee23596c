import { setTimeout as delay } from 'node:timers/promises'
import type { DeliveryState } from '@/generated/prisma/client'
import type { Clock } from '../clock'
import { db } from '../database/client'
import type { MailTransport } from '../mail/transport'
import { LEASE_MS } from '../outbox/claim'
import { deliverDue } from './deliver'
import { type FreezeWatch, freezeAllDue } from './freeze'

export interface DigestReport {
  /** Issues that were composed. */
  issues: number
  sent: number
  /** Refused for good by the receiving server. */
  failed: number
  /** To be tried again, or waiting for a listing of arXiv. */
  deferred: number
  /** Nothing new for the reader, too late, or not wanted any more. */
  skipped: number
  /** May have been accepted: the sender or the connection ended around the end of the mail. */
  unknown: number
  /** Of all these, those that were sent again though they may have been accepted: `MAIL_UNKNOWN=resend`. */
  resent: number
}

export interface DigestDeps {
  transport: MailTransport
  clock: Clock
  leaseMs?: number
  /** Aborted, the run stops between two mails, finishes those under way and tells how far it came. */
  signal?: AbortSignal
  onComposed?: FreezeWatch['onComposed']
  /** So many mails are there to be sent. */
  onSending?: (total: number) => void
  /** A mail came to its next state. */
  onMail?: () => void
}

/**
 * Composes the digests that are due at the clock's instant, and delivers them with whatever digests wait from before. Safe
 * to run again, and beside itself and workers: each mail is sent once. Counts every mail that was open during this run, whoever
 * sent it.
 */
export async function runDigest(deps: DigestDeps): Promise<DigestReport> {
  const { transport, clock, leaseMs = LEASE_MS, signal, onComposed, onSending, onMail } = deps
  const now = clock.now()
  const waiting = await openDigests(now)
  const { issues, deliveries, waiting: unripe } = await freezeAllDue(now, { signal, onComposed })
  const ids = [...new Set([...waiting, ...deliveries])]
  onSending?.((await openDigests(now)).length)
  await deliverDue({ transport, clock, leaseMs, kinds: ['digest'], impatient: true, signal, onMail })
  await untilNobodySends(ids, leaseMs, signal)
  const report = await reportOf(issues.length, ids)
  return { ...report, deferred: report.deferred + unripe }
}

/** Ids of digests that are due and not settled. */
export async function openDigests(now: Date): Promise<string[]> {
  const rows = await db().delivery.findMany({
    where: { kind: 'digest', state: { in: ['queued', 'leased', 'finishing'] }, dueAt: { lte: now } },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Others may be at work on the same mails: their outcome is waited for, as long as a dead sender's lease lasts. */
async function untilNobodySends(ids: string[], leaseMs: number, signal?: AbortSignal): Promise<void> {
  const until = Date.now() + leaseMs
  while (Date.now() < until && !signal?.aborted) {
    const states = await statesOf(ids)
    if (!states.get('leased') && !states.get('finishing')) return
    await delay(250)
  }
}

async function reportOf(issues: number, ids: string[]): Promise<DigestReport> {
  const states = await statesOf(ids)
  const count = (...names: DeliveryState[]) => names.reduce((sum, name) => sum + (states.get(name) ?? 0), 0)
  return {
    issues,
    sent: count('accepted'),
    failed: count('failed'),
    deferred: count('queued', 'leased', 'finishing'),
    skipped: count('skipped', 'suppressed'),
    unknown: count('unknown'),
    resent: await countResent(ids),
  }
}

async function statesOf(ids: string[]): Promise<Map<DeliveryState, number>> {
  const rows = await db().$queryRaw<{ state: DeliveryState; count: number }[]>`
    select state::text, count(*)::int from deliveries where id = any(${ids}::uuid[]) group by state`
  return new Map(rows.map(({ state, count }) => [state, count]))
}

async function countResent(ids: string[]): Promise<number> {
  const [{ count }] = await db().$queryRaw<[{ count: number }]>`
    select count(*)::int from deliveries where id = any(${ids}::uuid[]) and unknowns > 0`
  return count
}
