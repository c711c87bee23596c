import { describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { runIngest } from '@/lib/ingest/run-ingest'
import { watchAnnouncements } from '@/lib/ingest/watch'
import {
  at,
  batch,
  clock,
  fake,
  feedRequests,
  openFake,
  paper,
  useWatching,
  watch,
  watchFor,
} from '../support/watching'

useWatching()

test('nobody asks on a Saturday', async () => {
  fake.serve({ day: '2026-11-21', records: [] })
  at('2026-11-21', 5)
  await watchFor(24 * 60)
  expect(fake.requests).toHaveLength(0)
  expect(await db().batch.count()).toBe(0)
})

test.each([
  [
    'an error feed',
    { kind: 'body', body: '<rss version="2.0"><channel><title>Feed error for query "cs.LG"</title></channel></rss>' },
  ],
  [
    'an error feed with status 400',
    {
      kind: 'status',
      status: 400,
      body: '<rss version="2.0"><channel><title>Feed error for query "cs.LG"</title></channel></rss>',
    },
  ],
  ['a page', { kind: 'body', body: '<html><body>Sorry</body></html>', type: 'text/html' }],
  ['half a feed', { kind: 'truncated' }],
  ['nothing', { kind: 'body', body: '' }],
  ['HTTP status 503', { kind: 'status', status: 503 }],
] as const)('%s is "not yet known", then failed, and looked at again until it is mended', async (_, fault) => {
  fake.serve({ day: '2026-11-18', records: [paper('2611.00001')], fault: () => fault })
  at('2026-11-18', 5)
  await watch()
  expect(await batch('2026-11-18')).toMatchObject({ state: 'waiting' })
  at('2026-11-18', 13 * 60)
  await watch()
  expect(await batch('2026-11-18')).toMatchObject({ state: 'failed' })
  fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
  at('2026-11-18', 16 * 60)
  await watch()
  expect(await batch('2026-11-18')).toMatchObject({ state: 'complete', listedNew: 1 })
})

describe('without a look', () => {
  test('days on which the house was down are told as gaps', async () => {
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
    at('2026-11-18', 5)
    await watch()
    at('2026-11-24', 5)
    await watch()
    expect(await batch('2026-11-19')).toMatchObject({ state: 'failed', looks: 0, nextLookAt: null })
    expect(await batch('2026-11-20')).toMatchObject({ state: 'failed' })
    expect(await batch('2026-11-23')).toMatchObject({ state: 'failed' })
    expect(await batch('2026-11-21')).toBeNull()
  })

  test('the nightly sweep’s count settles a day, and none is believed only a night later', async () => {
    fake.serve({ day: '2026-11-18', records: [] })
    at('2026-11-18', 13 * 60)
    await watch(['cs.LG', 'cs.AI'])
    const count = (category: string, confirmedNew: number, confirmedAt: Date) =>
      db().batch.update({
        where: { category_day: { category, day: new Date('2026-11-18') } },
        data: { confirmedNew, confirmedCross: 0, confirmedAt },
      })
    await count('cs.LG', 0, new Date('2026-11-18T04:00:00Z'))
    await count('cs.AI', 3, new Date('2026-11-18T04:00:00Z'))
    await watch(['cs.LG', 'cs.AI'])
    expect(await batch('2026-11-18')).toMatchObject({ state: 'late' })
    expect(await batch('2026-11-18', 'cs.AI')).toMatchObject({ state: 'complete', source: 'oai' })
    await count('cs.LG', 0, new Date('2026-11-19T04:00:00Z'))
    await watch(['cs.LG', 'cs.AI'])
    expect(await batch('2026-11-18')).toMatchObject({ state: 'quiet' })
  })
})

describe('beside another', () => {
  test('each look is taken by one', async () => {
    const categories = Array.from({ length: 25 }, (_, index) => `cs.${String.fromCharCode(65 + index)}A`)
    fake.serve({
      day: '2026-11-18',
      records: categories.map((category, index) => paper(`2611.${10001 + index}`, { categories: [category] })),
    })
    at('2026-11-18', 5)
    const reports = await Promise.all([watch(categories), watch(categories), watch(categories)])
    expect(feedRequests()).toBe(25)
    expect(reports.reduce((sum, { looks }) => sum + looks, 0)).toBe(25)
    expect(await db().batch.count({ where: { state: 'complete' } })).toBe(25)
  })

  test('a look that was claimed and never taken is taken by another half an hour later', async () => {
    fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
    at('2026-11-18', 5)
    const stop = new AbortController()
    const stopped = watchAnnouncements({
      categories: ['cs.LG'],
      clock,
      arxiv: { ...openFake(), feed: () => Promise.reject(new Error('killed')) },
      signal: stop.signal,
    })
    await expect(stopped).rejects.toThrow('killed')
    at('2026-11-18', 30)
    expect(await watch()).toMatchObject({ looks: 0 })
    at('2026-11-18', 35)
    expect(await watch()).toMatchObject({ looks: 1, added: 1 })
  })
})

test('the ingest by hand looks at once, whatever is due, and notes it too', async () => {
  fake.serve({ day: '2026-11-18', records: [paper('2611.00001')] })
  at('2026-11-18', 5)
  await watch()
  await runIngest({ categories: ['cs.LG'], arxiv: openFake(), clock })
  expect(feedRequests()).toBe(2)
  expect(await batch('2026-11-18')).toMatchObject({ looks: 2, state: 'complete' })
})
