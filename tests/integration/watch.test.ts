import { describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { aPaper } from '../support/factories'
import {
  at,
  batch,
  fake,
  feedRequests,
  lines,
  MINUTE_MS,
  now,
  paper,
  useWatching,
  watch,
  watchFor,
} from '../support/watching'

useWatching()

describe('a day whose feed is ready', () => {
  test('is read once, confirmed twice, and then left alone until the next', async () => {
    fake.serve({
      day: '2026-11-18',
      records: [paper('2611.00001'), paper('2611.00002', { announced: 'replace', version: 2 })],
    })
    at('2026-11-18', 5)
    expect(await watch()).toMatchObject({ looks: 1, added: 2, completed: 2 })
    expect(await batch('2026-11-18')).toMatchObject({
      state: 'complete',
      source: 'feed',
      listedNew: 1,
      listedReplaced: 1,
      reason: 'The feed listed 1 new, 0 cross-listed and 1 replaced.',
    })

    await watchFor(23 * 60)
    expect(feedRequests()).toBe(3)
    expect(fake.requests.filter(({ headers }) => headers['if-none-match'])).toHaveLength(2)
    expect(await batch('2026-11-18')).toMatchObject({ state: 'complete', looks: 3, nextLookAt: null })
  })

  test('is not asked for before its feed is made', async () => {
    at('2026-11-18', 4)
    expect(await watch()).toMatchObject({ looks: 0 })
    expect(fake.requests).toHaveLength(0)
  })

  test('that is filled in two steps is taken whole', async () => {
    at('2026-11-18', 5)
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
    await watch()
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001'), paper('2611.00002')] })
    await watchFor(60)
    expect(await batch('2026-11-18')).toMatchObject({ state: 'complete', listedNew: 2 })
    expect(await lines()).toEqual(['2026-11-18 2611.00001 new', '2026-11-18 2611.00002 new'])
  })
})

describe('a feed that is dated a day behind', () => {
  const first = '2026-11-17 2611.00009 new'

  test('is of today when yesterday’s was empty to its end', async () => {
    fake.serve({ day: '2026-11-18', records: [] })
    for (const hour of [1, 13, 23]) {
      at('2026-11-18', hour * 60)
      await watch()
    }
    at('2026-11-19', 5)
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
    await watch()
    expect(await lines()).toEqual(['2026-11-19 2611.00001 new'])
  })

  test.each([
    ['of today', '2026-11-19'],
    ['of yesterday', '2026-11-18'],
  ])('when nobody saw how yesterday’s ended, waits until a sweep tells, and is %s when it says so', async (_, day) => {
    fake.serve({ day: '2026-11-17', records: [paper('2611.00009')] })
    at('2026-11-17', 5)
    await watch()
    fake.serve({ day: '2026-11-18', records: [] })
    at('2026-11-18', 5)
    await watchFor(60)
    at('2026-11-19', 5)
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001'), paper('2611.00002')] })
    await watch()
    expect(await lines()).toEqual([first])
    expect(await batch('2026-11-19')).toMatchObject({ state: 'waiting' })

    await sweptOn(day, '2611.00001')
    at('2026-11-19', 45)
    await watch()
    expect(await lines()).toEqual([first, `${day} 2611.00001 new`, `${day} 2611.00002 new`])
    expect(await batch(day)).toMatchObject({ state: 'complete', source: 'feed' })
  })
})

/** As the nightly sweep stores what no feed has told. */
async function sweptOn(day: string, id: string) {
  await aPaper({ id })
  await db().$executeRaw`insert into announcements (paper_id, category, day, type, judged)
    values (${id}, 'cs.LG', ${day}::date, 'new', true)`
}

describe('a copy of yesterday’s feed', () => {
  test('is not taken for today’s, whether it says "unchanged" or comes whole', async () => {
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
    at('2026-11-18', 5)
    await watch()
    at('2026-11-19', 5)
    await watch()
    expect(await batch('2026-11-19')).toMatchObject({
      state: 'waiting',
      reason: 'The feed still shows the listing of 2026-11-18.',
      nextLookAt: new Date(now.getTime() + 15 * MINUTE_MS),
    })
    await db().feedCopy.deleteMany()
    at('2026-11-19', 20)
    await watch()
    expect(await batch('2026-11-19')).toMatchObject({ state: 'waiting', looks: 2 })

    fake.serve({ day: '2026-11-19', records: [paper('2611.00002')] })
    at('2026-11-19', 35)
    await watch()
    expect(await batch('2026-11-19')).toMatchObject({ state: 'complete', listedNew: 1 })
    expect(await lines()).toEqual(['2026-11-18 2611.00001 new', '2026-11-19 2611.00002 new'])
  })

  test('is not believed as the first feed of all before a sweep tells whose it is: it may be of today, dated a day behind', async () => {
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
    at('2026-11-19', 5)
    await watch()
    expect(await lines()).toEqual([])
    expect(await batch('2026-11-19')).toMatchObject({ state: 'waiting' })
    await sweptOn('2026-11-18', '2611.00001')
    at('2026-11-19', 20)
    await watch()
    expect(await lines()).toEqual(['2026-11-18 2611.00001 new'])
    expect(await batch('2026-11-18')).toMatchObject({ state: 'complete' })
    expect(await batch('2026-11-19')).toMatchObject({ state: 'waiting' })
  })
})

test('a feed that carries yesterday’s date over new entries is today’s', async () => {
  fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
  at('2026-11-18', 5)
  await watch()
  fake.serve({ day: '2026-11-18', records: [paper('2611.00002')] })
  at('2026-11-19', 5)
  await watch()
  expect(await lines()).toEqual(['2026-11-18 2611.00001 new', '2026-11-19 2611.00002 new'])
  expect(await batch('2026-11-19')).toMatchObject({ state: 'complete' })
})

describe('an empty feed on a day that expects papers', () => {
  test('is waited for, then late, looked at ever more rarely and never called empty', async () => {
    fake.serve({ day: '2026-11-18', records: [] })
    at('2026-11-18', 5)
    await watchFor(11 * 60)
    expect(await batch('2026-11-18')).toMatchObject({ state: 'waiting' })
    expect(feedRequests()).toBeGreaterThan(20)
    expect(feedRequests()).toBeLessThan(36)
    await watchFor(12 * 60)
    expect(await batch('2026-11-18')).toMatchObject({ state: 'late' })
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
    at('2026-11-18', 23 * 60 + 50)
    expect(await watch()).toMatchObject({ looks: 1 })
    expect(await batch('2026-11-18')).toMatchObject({ state: 'complete' })
  })

  test('is quiet when it stays so while another category has papers of the day', async () => {
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
    at('2026-11-18', 5)
    await watchFor(60, ['math.HO', 'cs.LG'])
    expect(await batch('2026-11-18', 'math.HO')).toMatchObject({
      state: 'quiet',
      reason: 'The feed stays empty while other categories have papers of this day.',
    })
  })
})

test('a holiday is one when the feed is empty, and papers that come all the same are taken', async () => {
  fake.serve({ day: '2026-11-26', records: [] })
  at('2026-11-26', 5)
  await watch()
  expect(await batch('2026-11-26')).toMatchObject({ state: 'holiday', reason: 'Deferred: Thanksgiving.' })
  fake.serve({ day: '2026-11-26', records: [paper('2611.00001')] })
  at('2026-11-26', 3 * 60)
  await watch()
  expect(await batch('2026-11-26')).toMatchObject({ state: 'complete', listedNew: 1 })
})

test('a deferred listing that comes shows that arXiv rests on the evening of that day, and the next is the holiday', async () => {
  fake.serve({ day: '2026-11-26', records: [paper('2611.00001')] })
  at('2026-11-26', 5)
  await watch()
  fake.serve({ day: '2026-11-27', records: [] })
  at('2026-11-27', 5)
  await watch()
  expect(await batch('2026-11-27')).toMatchObject({ state: 'waiting' })
  at('2026-11-27', 13 * 60)
  await watch()
  expect(await batch('2026-11-27')).toMatchObject({ state: 'holiday', reason: 'Deferred: Thanksgiving.' })
  fake.serve({ day: '2026-11-27', records: [paper('2611.00002')] })
  at('2026-11-27', 16 * 60)
  await watch()
  expect(await batch('2026-11-27')).toMatchObject({ state: 'complete', listedNew: 1 })
})
