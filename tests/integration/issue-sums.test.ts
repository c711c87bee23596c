import { beforeEach, describe, expect, test } from 'vitest'
import { forgetReader } from '@/lib/community/forget-reader'
import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { findProgress } from '@/lib/operators/issues'
import { readOverview } from '@/lib/operators/overview'
import { purgeLedger } from '@/lib/outbox/purge'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { rowsRead } from '../support/rows-read'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'

useTestDatabase()

beforeEach(async () => {
  setSettings({}, aClock(SLOT.toISOString()))
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers cascade`
  await aPaper({ votes: 3 })
})

const STATES = ['accepted', 'accepted', 'failed', 'skipped', 'suppressed', 'unknown', 'queued', 'finishing'] as const

/** An issue with a mail in each state, of the readers r0 to r7. */
async function anIssue() {
  for (const index of STATES.keys()) await aSubscription({ email: `r${index}@example.org` })
  await freezeAllDue(SLOT)
  for (const [index, state] of STATES.entries())
    await db().delivery.updateMany({
      where: { subscription: { reader: { email: `r${index}@example.org` } } },
      data: { state, settledAt: index < 6 ? SLOT : null },
    })
  return (await db().issue.findFirstOrThrow()).id
}

const sumsOf = async (id: string) => {
  const { recipients, sent, left, failed, skipped, suppressed, unknown } = (await findProgress(id, SLOT)) ?? {}
  return { recipients, sent, left, failed, skipped, suppressed, unknown }
}

const ALL = { recipients: 8, sent: 2, failed: 1, skipped: 1, suppressed: 1, unknown: 1, left: 2 }

describe('recipients = sent + skipped + suppressed + failed + unknown + open', () => {
  test('holds for mails as they are frozen, settled, decided about and sent again', async () => {
    const id = await anIssue()
    expect(await sumsOf(id)).toEqual(ALL)
    await db().delivery.updateMany({ where: { state: 'unknown' }, data: { state: 'queued', settledAt: null } })
    expect(await sumsOf(id)).toEqual({ ...ALL, unknown: 0, left: 3 })
  })

  test('holds after the ledger forgot its mails', async () => {
    const id = await anIssue()
    await purgeLedger(new Date(SLOT.getTime() + 200 * 24 * 3_600_000))
    expect(await db().delivery.count()).toBe(2)
    expect(await sumsOf(id)).toEqual(ALL)
  })

  test('holds after readers were forgotten: what was still open is left out, what may have been sent stays unknown', async () => {
    const id = await anIssue()
    for (const index of STATES.keys()) await forgetReader(`r${index}@example.org`)
    expect([await db().delivery.count(), await db().subscription.count()]).toEqual([0, 0])
    expect(await sumsOf(id)).toEqual({ ...ALL, left: 0, skipped: 2, unknown: 2 })
  })

  test('holds while many senders settle mails side by side, each in its own session', async () => {
    for (let index = 0; index < 40; index++) await aSubscription()
    await freezeAllDue(SLOT)
    const { id } = await db().issue.findFirstOrThrow()
    const mails = await db().delivery.findMany({ select: { id: true } })
    const settle = ({ id: mail }: { id: string }) =>
      db().delivery.update({ where: { id: mail }, data: { state: 'accepted', settledAt: SLOT } })
    await Promise.all(mails.map(settle))
    expect(await sumsOf(id)).toMatchObject({ recipients: 40, sent: 40, left: 0 })
  })

  test('goes with its issue', async () => {
    await anIssue()
    await db().issue.deleteMany()
    expect([await db().issueSum.count(), await db().delivery.count()]).toEqual([0, 0])
  })
})

test('operators’ pages add up no ledger', async () => {
  const id = await anIssue()
  const { subscriptionId, ...mail } = await db().delivery.findFirstOrThrow({ where: { state: 'accepted' } })
  const settledAt = new Date(SLOT.getTime() - 3_600_000)
  await db().$executeRaw`
    insert into deliveries (id, kind, issue_id, recipient, content, state, created_at, due_at, deadline_at, settled_at)
    select gen_random_uuid(), 'digest', ${id}::uuid, '', '{}', 'accepted', ${SLOT}, ${SLOT}, ${mail.deadlineAt}, ${settledAt}
    from generate_series(1, 30000)`
  await db().$executeRaw`vacuum analyze deliveries`
  expect((await rowsRead(() => findProgress(id, SLOT))).deliveries ?? 0).toBeLessThan(100)
  const { deliveries } = await readOverview(SLOT)
  expect(deliveries).toContainEqual({ state: 'accepted', count: { rows: 10_000, precision: 'over' } })
  expect((await rowsRead(() => readOverview(SLOT))).deliveries ?? 0).toBeLessThan(11_000)
})
