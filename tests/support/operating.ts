import { beforeEach, expect } from 'vitest'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { freezeAllDue } from '@/lib/digest/freeze'
import { adminWithApp } from './admin'
import { useTestDatabase } from './database'
import { aPaper } from './factories'
import { aMemoryTransport } from './memory-transport'
import { aClock, setSettings } from './settings'
import { aSubscription, SLOT } from './subscriptions'
import type { Visitor } from './visitor'

export const ROOT = 'root@example.org'
export const ADA = 'ada@example.org'
export const clock = aClock(SLOT.toISOString())
export let root: Visitor

/** Gives a test file a database of its own, and before each test an operator who is signed in and a paper. */
export function useOperating(): void {
  useTestDatabase()

  beforeEach(async () => {
    clock.moveTo(SLOT.toISOString())
    setSettings({ ADMIN_EMAILS: ROOT }, clock)
    await db()
      .$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, suppressions, rate_limits, operator_acts, sending_pauses, mail_domains cascade`
    await aPaper({ title: 'A paper about graphs', votes: 3 })
    root = (await adminWithApp(ROOT, clock)).visitor
  })
}

/** An issue with so many readers, frozen and not sent. */
export async function anIssue(readers = 1) {
  for (let i = 0; i < readers; i++) await aSubscription({ email: i === 0 ? ADA : `r${i}@example.org` })
  await freezeAllDue(clock.now())
  return db().issue.findFirstOrThrow()
}

export async function sendDue() {
  const transport = aMemoryTransport()
  await deliverDue({ transport, clock, leaseMs: 60_000 })
  return transport.sent
}

export const acts = () => db().operatorAct.findMany({ orderBy: { at: 'asc' } })

/** Both presses: the one that asks, and the one that means it. */
export async function decide(fields: Record<string, string>, operator = root) {
  const asked = await operator.post('/admin/acts', fields)
  expect([asked.status, asked.html.includes('Is that meant?')]).toEqual([200, true])
  return operator.post('/admin/acts', { ...fields, confirmed: 'yes' })
}
