import { beforeEach, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { config } from '@/lib/config'
import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { planDigest } from '@/lib/digest/plan-digest'
import { runDigest } from '@/lib/digest/run-digest'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { setSettings } from '../support/settings'
import { aSubscription, ledgerStates, SLOT } from '../support/subscriptions'

useTestDatabase()

const DAY_MS = 86_400_000
const daysLater = (days: number) => new Date(SLOT.getTime() + days * DAY_MS)
const none = { issues: 0, sent: 0, failed: 0, deferred: 0, skipped: 0, unknown: 0, resent: 0 }

beforeEach(async () => {
  setSettings({}, fixedClock(SLOT))
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers cascade`
})

/** One run at an instant, with what it mailed. */
async function runAt(at: Date) {
  const transport = aMemoryTransport()
  const report = await runDigest({ transport, clock: fixedClock(at) })
  return { report, mails: transport.sent }
}

async function papers(count: number) {
  const made = []
  for (let votes = count; votes > 0; votes--) made.push(await aPaper({ title: `Paper with ${votes} votes`, votes }))
  return made.map(({ id }) => id)
}

test('a digest brings the top of trending in its order, once, and the next comes a day later', async () => {
  await papers(20)
  const { id } = await aSubscription({ email: 'ada@example.org' })

  const { report, mails } = await runAt(SLOT)
  expect(report).toEqual({ ...none, issues: 1, sent: 1 })
  expect(mails.map(({ recipient }) => recipient)).toEqual(['ada@example.org'])
  const titles = [...(mails[0]?.text ?? '').matchAll(/Paper with (\d+) votes/g)].map(([, votes]) => Number(votes))
  expect([...new Set(titles)]).toEqual(Array.from({ length: 15 }, (_, index) => 20 - index))
  const { nextDueAt } = await db().subscription.findUniqueOrThrow({ where: { id } })
  expect(nextDueAt).toEqual(daysLater(1))
  expect((await runAt(SLOT)).report).toEqual(none)
})

test('no paper comes twice, and a reader who has seen everything gets no mail', async () => {
  await papers(20)
  await aSubscription()
  const first = await runAt(SLOT)
  const second = await runAt(daysLater(1))
  const third = await runAt(daysLater(2))

  const idsOf = (text = '') => new Set([...text.matchAll(/papers\/(\d{4}\.\d{5})/g)].map(([, id]) => id))
  const [seen, fresh] = [idsOf(first.mails[0]?.text), idsOf(second.mails[0]?.text)]
  expect([seen.size, fresh.size]).toEqual([15, 5])
  expect([...fresh].filter((id) => seen.has(id))).toEqual([])
  expect(third.report).toEqual({ ...none, skipped: 1 })
  expect(await db().delivery.findFirst({ where: { state: 'skipped' } })).toMatchObject({
    reason: 'nothing new',
    recipient: '',
  })
})

test('a paper that came in one digest does not come in another of the same reader', async () => {
  const [id = ''] = await papers(1)
  await aSubscription({ email: 'ada@example.org' })
  await aSubscription({ email: 'ada@example.org', view: '/?min_votes=1' })
  const { report } = await runAt(SLOT)
  expect(report).toMatchObject({ sent: 1, skipped: 1 })
  expect(await db().sentPaper.count({ where: { paperId: id } })).toBe(1)
})

test('two schedulers at once make each mail once', async () => {
  await papers(3)
  for (let i = 0; i < 20; i++) await aSubscription()
  const frozen = await Promise.all(Array.from({ length: 4 }, () => freezeAllDue(SLOT)))
  expect(frozen.flatMap(({ deliveries }) => deliveries)).toHaveLength(20)
  expect(await db().issue.count()).toBe(1)
  expect(await ledgerStates()).toEqual({ queued: 20 })
})

test('two runs at once send each mail once', async () => {
  await papers(3)
  for (let i = 0; i < 30; i++) await aSubscription({ email: `reader${i}@example.org` })
  const runs = await Promise.all(Array.from({ length: 3 }, () => runAt(SLOT)))
  const recipients = runs.flatMap(({ mails }) => mails.map(({ recipient }) => recipient))
  expect(recipients).toHaveLength(30)
  expect(new Set(recipients).size).toBe(30)
})

test('after an outage of a week only the newest slot is made up for', async () => {
  await papers(3)
  await aSubscription()
  const late = new Date(daysLater(7).getTime() + 3 * 3_600_000)
  expect((await runAt(late)).report).toEqual({ ...none, issues: 1, sent: 1 })
  expect(await db().issue.findMany({ select: { slotAt: true } })).toEqual([{ slotAt: daysLater(7) }])
})

test('a slot that is twelve hours old is not made up for, and its papers come with the next', async () => {
  await papers(3)
  await aSubscription()
  expect((await runAt(new Date(SLOT.getTime() + 12 * 3_600_000))).report).toEqual({ ...none, skipped: 1 })
  expect((await runAt(daysLater(1))).report).toMatchObject({ sent: 1 })
})

test('only active subscriptions get mails', async () => {
  await papers(3)
  for (const state of ['pending', 'paused', 'unsubscribed'] as const) {
    const { id } = await aSubscription({ state })
    // Even with a slot left over.
    await db().subscription.update({ where: { id }, data: { nextDueAt: SLOT } })
  }
  expect((await runAt(SLOT)).report).toEqual(none)
})

test('each reader gets it at their own hour, with their own date', async () => {
  await papers(3)
  await aSubscription({
    email: 'kiritimati@example.org',
    hour: 8,
    zone: 'Pacific/Kiritimati',
    nextDueAt: new Date('2026-11-23T18:00Z'),
  })
  await aSubscription({ email: 'utc@example.org' })
  expect((await runAt(new Date('2026-11-23T18:00Z'))).mails).toMatchObject([
    { recipient: 'kiritimati@example.org', text: expect.stringContaining('Tuesday, 24 November 2026') },
  ])
  expect((await runAt(SLOT)).mails).toMatchObject([{ recipient: 'utc@example.org' }])
})

test('a subscription whose zone is known no more goes on in UTC, and holds up nobody', async () => {
  await papers(3)
  const { id } = await aSubscription({ zone: 'PST', email: 'ada@example.org' })
  await aSubscription({ email: 'bob@example.org' })
  expect(await planDigest(SLOT)).toMatchObject({ sent: 2 })
  const { mails } = await runAt(SLOT)
  expect(mails.map(({ recipient }) => recipient).sort()).toEqual(['ada@example.org', 'bob@example.org'])
  expect(await db().subscription.findUnique({ where: { id } })).toMatchObject({ zone: 'UTC', nextDueAt: daysLater(1) })
})

test('a run that is stopped finishes the mails under way, and the next goes on from there', async () => {
  await papers(3)
  for (let i = 0; i < 12; i++) await aSubscription({ email: `reader${i}@example.org` })
  const stop = new AbortController()
  const transport = aMemoryTransport()
  const stopping: typeof transport.send = (mail, options) => {
    stop.abort()
    return transport.send(mail, options)
  }
  const seen: number[] = []
  const report = await runDigest({
    transport: { ...transport, send: stopping },
    clock: fixedClock(SLOT),
    signal: stop.signal,
    onSending: (total) => seen.push(total),
    onMail: () => seen.push(1),
  })
  const { sent } = report
  expect(report).toEqual({ ...none, issues: 1, sent, deferred: 12 - sent })
  expect([sent > 0, sent <= config().mailConnections]).toEqual([true, true])
  expect(seen).toEqual([12, ...Array.from({ length: sent }, () => 1)])
  expect((await runAt(SLOT)).report).toEqual({ ...none, sent: 12 - sent })
})

test('a run that is stopped while it composes leaves the rest to the next, whole', async () => {
  await papers(3)
  for (const view of ['/', '/?min_votes=1', '/search?q=paper']) await aSubscription({ view })
  const stop = new AbortController()
  await freezeAllDue(SLOT, { signal: stop.signal, onComposed: () => stop.abort() })
  expect(await db().delivery.count()).toBe(1)
  expect((await freezeAllDue(SLOT)).deliveries).toHaveLength(2)
})

test('a dry run tells what would be sent and writes nothing', async () => {
  await papers(3)
  await aSubscription()
  const plan = await planDigest(SLOT)
  expect(plan).toEqual({ ...none, issues: 1, sent: 1 })
  expect(await db().delivery.count()).toBe(0)
  expect((await runAt(SLOT)).report).toEqual(plan)
})

test('a retry sends the same bytes, also when votes came in between', async () => {
  const [id = ''] = await papers(3)
  await aSubscription()
  const refusing = aMemoryTransport({ outcome: { status: 'not-sent', reason: 'nobody there', cause: 'connection' } })
  expect(await runDigest({ transport: refusing, clock: fixedClock(SLOT) })).toMatchObject({ deferred: 1 })
  await db().paperStanding.update({ where: { paperId: id }, data: { votes: 99 } })
  const { mails } = await runAt(new Date(SLOT.getTime() + 600_000))
  expect(mails).toEqual([refusing.tried[0]])
})

test('a slot that comes back after its mail was sent brings no second one', async () => {
  await papers(20)
  const { id } = await aSubscription()
  await runAt(SLOT)
  await db().subscription.update({ where: { id }, data: { nextDueAt: SLOT } })
  expect((await runAt(SLOT)).report).toEqual(none)
})

test('a run reports on more mails than a query may have parameters', async () => {
  const count = 33_000
  await db().$executeRaw`
    insert into deliveries (kind, recipient, content, created_at, due_at, deadline_at, unknowns)
    select 'digest', 'reader' || n || '@example.org', '{}', ${SLOT}, ${SLOT}, ${daysLater(1)}, case when n <= 2 then 1 else 0 end
    from generate_series(1, ${count}::int) n`
  const stopped = { transport: aMemoryTransport(), clock: fixedClock(SLOT), signal: AbortSignal.abort() }
  expect(await runDigest(stopped)).toEqual({ ...none, deferred: count, resent: 2 })
})
