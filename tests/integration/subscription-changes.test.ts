import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
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
import { useTestDatabase } from '../support/database'
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
