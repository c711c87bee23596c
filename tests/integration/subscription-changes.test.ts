import { beforeEach, describe, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { listDue } from '@/lib/digest/due'
import { freezeAllDue } from '@/lib/digest/freeze'
import {
  change,
  confirm,
  findSubscription,
  listSubscriptions,
  pause,
  resume,
  unsubscribe,
  unsubscribeAll,
} from '@/lib/subscriptions/changes'
import { purgeUnconfirmed } from '@/lib/subscriptions/purge'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { resumePaused } from '@/lib/subscriptions/resume-paused'
import { nextSlot } from '@/lib/subscriptions/slots'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'

useTestDatabase()

const NOW = new Date('2026-11-24T07:00:00Z')

beforeEach(() => db().$executeRaw`truncate readers cascade`)

const statesOf = async (readerId: string) =>
  (await db().subscription.findMany({ where: { readerId }, orderBy: { view: 'asc' } })).map(({ state }) => state)

test('unsubscribing from one list leaves the others', async () => {
  const email = 'ada@example.org'
  const left = await aSubscription({ email })
  await aSubscription({ email, view: '/categories/cs.LG' })
  await aSubscription({ email, view: '/papers/new' })
  await unsubscribe(left.id, NOW)
  expect(await statesOf(left.readerId)).toEqual(['unsubscribed', 'active', 'active'])
  expect((await listSubscriptions(left.readerId)).map(({ view }) => view).sort()).toEqual([
    '/categories/cs.LG',
    '/papers/new',
  ])
})

test('unsubscribing from all leaves no list, and those of other readers alone', async () => {
  const email = 'ada@example.org'
  const { readerId } = await aSubscription({ email })
  await aSubscription({ email, view: '/papers/new', state: 'paused' })
  const other = await aSubscription({ email: 'bob@example.org' })
  await unsubscribeAll(readerId, NOW)
  expect([await statesOf(readerId), await statesOf(other.readerId)]).toEqual([
    ['unsubscribed', 'unsubscribed'],
    ['active'],
  ])
})

test('one list can come in several rhythms, and not twice in one', async () => {
  const email = 'ada@example.org'
  const { id: daily } = await aSubscription({ email })
  const { id: weekly } = await aSubscription({ email, rhythm: 'mon' })
  expect(await change(weekly, { rhythm: 'daily' }, NOW)).toBe('taken')
  expect(await change(weekly, { rhythm: 'mon,thu' }, NOW)).toBe('changed')
  expect(await change(daily, { rhythm: 'daily', hour: 9 }, NOW)).toBe('changed')
})

test('a change of rhythm moves the next mail, and a change of name or length does not', async () => {
  const { id } = await aSubscription()
  await change(id, { name: 'Mine', papers: 5, shape: 'titles' }, new Date('2026-11-24T08:00:05Z'))
  expect(await findSubscription(id)).toMatchObject({ name: 'Mine', papers: 5, shape: 'titles', nextDueAt: SLOT })
  await change(id, { rhythm: 'fri' }, NOW)
  expect(await findSubscription(id)).toMatchObject({ nextDueAt: new Date('2026-11-27T08:00:00Z') })
})

test('confirming keeps what was asked for, and takes what the reader changes there', async () => {
  const { id } = await aSubscription({ state: 'pending', rhythm: 'tue', papers: 25, shape: 'short', hour: 6 })
  expect(await confirm(id, { hour: 9 }, NOW)).toBe('confirmed')
  expect(await findSubscription(id)).toMatchObject({
    state: 'active',
    rhythm: 'tue',
    papers: 25,
    shape: 'short',
    nextDueAt: new Date('2026-11-24T09:00:00Z'),
  })
})

test('what was paused is resumed with its next slot, and nothing that was missed', async () => {
  const { id } = await aSubscription()
  await pause(id, new Date('2026-12-24T00:00:00Z'))
  expect(await findSubscription(id)).toMatchObject({ state: 'paused', nextDueAt: null })
  await resume(id, new Date('2026-12-01T12:00:00Z'))
  expect(await findSubscription(id)).toMatchObject({
    state: 'active',
    pausedUntil: null,
    nextDueAt: new Date('2026-12-02T08:00:00Z'),
  })
})

const LG = '/categories/cs.LG'
const NINE = new Date('2026-11-24T09:00:00Z')

test.each([
  ['an earlier hour', { hour: 7 }, '2026-11-24T07:00:00Z', ['2026-11-24']],
  ['a later hour', { hour: 18 }, '2026-11-24T18:00:00Z', ['2026-11-24']],
  ['a zone further east', { zone: 'Asia/Tokyo' }, '2026-11-24T23:00:00Z', ['2026-11-24']],
  [
    'Fridays',
    { rhythm: 'fri' },
    '2026-11-27T08:00:00Z',
    ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'],
  ],
] as const)(
  'to %s, changed while today’s mail waits for its listing, loses nothing of today',
  async (_to, wishes, slot, covered) => {
    await db().$executeRaw`truncate issues, batches cascade`
    setSettings({}, fixedClock(NINE))
    const { id } = await aSubscription({ view: LG })
    expect(await freezeAllDue(NINE)).toMatchObject({ waiting: 1 })
    await change(id, wishes, NINE)
    const at = new Date(Math.max(new Date(slot).getTime(), NINE.getTime()) + 6 * 3_600_000)
    await freezeAllDue(at)
    const issue = await db().issue.findFirstOrThrow()
    expect(issue.slotAt).toEqual(new Date(slot))
    const days = issue.covers.map((day) => day.toISOString().slice(0, 10))
    expect(days).toContain('2026-11-24')
    expect(covered).toEqual(expect.arrayContaining(days))
  },
)

test('however many pauses end at once, each goes on with its own next slot', async () => {
  const until = new Date('2026-12-24T00:00:00Z')
  const zones = ['UTC', 'Asia/Tokyo', 'America/New_York']
  for (const zone of zones)
    for (let i = 0; i < 3; i++) await pause((await aSubscription({ zone, hour: 8 + i })).id, until)
  const { id: longer } = await aSubscription()
  await pause(longer, new Date('2027-01-01T00:00:00Z'))
  expect(await resumePaused(until)).toBe(9)
  const resumed = await db().subscription.findMany({ where: { state: 'active' } })
  for (const { zone, hour, nextDueAt, pausedUntil } of resumed) {
    expect(nextDueAt).toEqual(nextSlot({ rhythm: 'daily', hour, zone }, new Date(until.getTime() - 1)))
    expect(pausedUntil).toBe(null)
  }
  expect(resumed).toHaveLength(9)
  expect(await findSubscription(longer)).toMatchObject({ state: 'paused' })
})

describe('digests of one reader', () => {
  const ADA = 'ada@example.org'
  const fill = async (count: number) => {
    const { readerId } = await aSubscription({ email: ADA, view: '/search?q=0', state: 'paused' })
    await db().subscription.createMany({
      data: Array.from({ length: count - 1 }, (_, index) => ({
        readerId,
        view: `/search?q=${index + 1}`,
        rhythm: 'daily',
        hour: 8,
        zone: 'UTC',
        state: 'active' as const,
        createdAt: NOW,
        nextDueAt: SLOT,
      })),
    })
    return readerId
  }

  test('are fifty at most, confirmed by link or signed in, and leaving one makes room', async () => {
    setSettings({}, fixedClock(NOW))
    await db().$executeRaw`truncate rate_limits`
    const readerId = await fill(50)
    const { id: asked } = await aSubscription({ email: ADA, view: '/papers/new', state: 'pending' })
    expect(await confirm(asked, {}, NOW)).toBe('full')
    const asker = { peer: 'x', network: 'x', signedIn: { email: ADA } }
    const form = SubscribeForm.parse({ email: ADA, view: '/categories/cs.CL' })
    expect(await subscribe(form, asker, NOW)).toEqual({ status: 'full' })
    expect(await db().subscription.count({ where: { readerId } })).toBe(51)

    const [one] = await listSubscriptions(readerId)
    await unsubscribe(one?.id ?? '', NOW)
    expect(await confirm(asked, {}, NOW)).toBe('confirmed')
    expect(await subscribe(form, asker, NOW)).toEqual({ status: 'full' })
  })

  test('are fifty at most also when two links are pressed at the same moment', async () => {
    const readerId = await fill(49)
    const links = ['cs.LG', 'cs.CL', 'cs.CV', 'stat.ML'].map((name) =>
      aSubscription({ email: ADA, view: `/categories/${name}`, state: 'pending' }),
    )
    const outcomes = await Promise.all((await Promise.all(links)).map(({ id }) => confirm(id, {}, NOW)))
    expect(outcomes.toSorted()).toEqual(['confirmed', 'full', 'full', 'full'])
    expect(await listSubscriptions(readerId)).toHaveLength(50)
  })
})

test('who has many lists holds up nobody who has one', async () => {
  setSettings({}, fixedClock(SLOT))
  await aPaper({ votes: 3 })
  for (let i = 0; i < 6; i++) await aSubscription({ email: 'many@example.org', view: `/search?q=a${i}` })
  await aSubscription({ email: 'one@example.org', view: '/search?q=z' })
  const { issues } = await listDue(SLOT)
  expect(issues.slice(0, 2).map(({ view }) => view)).toEqual(['/search?q=a0', '/search?q=z'])
  // A look that ran out of patience goes on with whatever is due by then.
  expect(await freezeAllDue(SLOT, { patienceMs: -1 })).toMatchObject({ isDone: false })
  expect(await freezeAllDue(SLOT)).toMatchObject({ isDone: true })
})

describe('asking anew for a digest that was left', () => {
  const ADA = 'ada@example.org'
  const asker = { peer: 'x', network: 'x', signedIn: null }
  const wish = () => SubscribeForm.parse({ email: ADA, hour: '3', papers: '5', name: 'Somebody else’s' })

  async function leftAndAskedFor() {
    setSettings({}, fixedClock(NOW))
    await db().$executeRaw`truncate rate_limits`
    const { id } = await aSubscription({ email: ADA, name: 'Mine', hour: 8 })
    await unsubscribe(id, NOW)
    const left = await db().subscription.findUniqueOrThrow({ where: { id } })
    await subscribe(wish(), asker, NOW, async () => false)
    return { id, left }
  }

  test('changes nothing of it until its reader confirms, and is forgotten unconfirmed', async () => {
    const { id, left } = await leftAndAskedFor()
    const { asked, askedAt, ...now } = await db().subscription.findUniqueOrThrow({ where: { id } })
    expect(now).toEqual((({ asked: _, askedAt: __, ...rest }) => rest)(left))
    expect(asked).toMatchObject({ hour: 3 })
    await purgeUnconfirmed(new Date(NOW.getTime() + 8 * 24 * 3_600_000))
    expect(await db().subscription.findUnique({ where: { id } })).toEqual(left)
    expect(await confirm(id, {}, NOW)).toBe('unsubscribed')
  })

  test('sends the mail that asks, and confirmed it comes as it was asked for', async () => {
    const { id } = await leftAndAskedFor()
    const transport = aMemoryTransport()
    await deliverDue({ transport, clock: fixedClock(NOW), leaseMs: 60_000 })
    expect(transport.sent.map(({ recipient }) => recipient)).toEqual([ADA])
    expect(await confirm(id, { hour: 4 }, NOW)).toBe('confirmed')
    expect(await findSubscription(id)).toMatchObject({
      state: 'active',
      hour: 4,
      papers: 5,
      name: 'Somebody else’s',
      asked: null,
    })
  })
})
