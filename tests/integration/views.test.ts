import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { parseCursor } from '@/lib/views/cursor'
import { neighbourDays } from '@/lib/views/days'
import { listView } from '@/lib/views/list-view'
import { renderTwin } from '@/lib/views/twins'
import type { View } from '@/lib/views/view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour))
const idsOf = async (view: View, page = {}) => (await listView(view, page)).papers.map(({ id }) => id)

/** The papers of a list, page after page. */
async function pagesOf(view: View, limit: number): Promise<string[]> {
  const paged: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listView>> = await listView(view, {
      limit,
      after: after === null ? null : parseCursor(after),
    })
    paged.push(...page.papers.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  return paged
}

beforeEach(async () => {
  await db().paper.deleteMany()
})

test('trending is by votes, then announcement, then identifier', async () => {
  await aPaper({ id: '2611.00001', votes: 1, listedAt: at(1) })
  await aPaper({ id: '2611.00002', votes: 5, listedAt: at(1) })
  await aPaper({ id: '2611.00003', votes: 1, listedAt: at(2) })
  await aPaper({ id: '2611.00004', votes: 1, listedAt: at(1) })
  expect(await idsOf({ kind: 'trending' })).toEqual(['2611.00002', '2611.00003', '2611.00004', '2611.00001'])
})

test.each<View>([
  { kind: 'trending' },
  { kind: 'newest' },
  { kind: 'category', category: 'cs.LG' },
  { kind: 'search', query: 'paper' },
])('page after page of $kind gives every paper once, with nothing between lost to equal keys', async (view) => {
  for (let i = 0; i < 23; i++) await aPaper({ votes: i % 3, listedAt: at(i % 4) })
  const whole = await idsOf(view)
  const paged = await pagesOf(view, 5)
  expect(whole).toHaveLength(23)
  expect(paged).toEqual(whole)
})

const DAYS: View[] = [
  { kind: 'day', day: '2026-11-20' },
  { kind: 'week', week: '2026-W47' },
  { kind: 'month', month: '2026-11', categories: ['cs.LG'] },
]

test('days, weeks and months go by counted votes, then commenters, then announcement, on pages, in feeds and in digests', async () => {
  const readers = await Promise.all(Array.from({ length: 4 }, () => aReader()))
  const place = async (votes: number, commenters: number, hour: number) => {
    const { id } = await aPaper({ votes, listedAt: at(hour), announced: [{ day: '2026-11-20' }] })
    const comments = readers.slice(0, commenters).flatMap(({ id: readerId }) => [readerId, readerId])
    await db().comment.createMany({
      data: comments.map((readerId) => ({ paperId: id, readerId, source: 'x', html: 'x', createdAt: at(hour) })),
    })
    return id
  }
  const places = [
    await place(1, 0, 2),
    await place(0, 3, 1),
    await place(0, 3, 0),
    await place(0, 2, 9),
    await place(0, 0, 4),
    await place(0, 0, 3),
  ]
  // Shown to everybody, and not counted.
  await db().paperStanding.update({ where: { paperId: places[5] ?? '' }, data: { votes: 50 } })
  for (const view of DAYS) {
    expect(await idsOf(view)).toEqual(places)
    expect(await pagesOf(view, 1)).toEqual(places)
    const feed = JSON.parse(renderTwin('json', { view, ...(await listView(view)), minVotes: 0, now: at(12) }).body)
    expect(feed.items.map(({ id }: { id: string }) => id)).toEqual(places.map((id) => `oai:arXiv.org:${id}`))
    const digest = await listCandidates({ view, minVotes: 0 }, { kind: 'whole' })
    expect(digest.map(({ id }) => id)).toEqual(places)
  }
})

test('trending and days can be narrowed to categories and archives, under all of their names', async () => {
  const announced = [{ day: '2026-11-20' }]
  await aPaper({ categories: ['cs.LG'], votes: 3, announced })
  const theory = await aPaper({ categories: ['math.NT'], votes: 1, announced })
  const logic = await aPaper({ categories: ['cs.LO', 'math.LO'], votes: 2, announced })
  for (const view of [{ kind: 'trending' }, { kind: 'day', day: '2026-11-20' }] as const) {
    expect(await idsOf({ ...view, categories: ['math'] })).toEqual([logic.id, theory.id])
    expect(await idsOf({ ...view, categories: ['cs.LO', 'math.NT'] })).toEqual([logic.id, theory.id])
    expect(await idsOf({ ...view, categories: ['q-bio'] })).toEqual([])
  }
})

test('a day lists what was announced on it, cross-lists too, but no replacement', async () => {
  const fresh = await aPaper({ announced: [{ day: '2026-11-20' }] })
  const crossed = await aPaper({ announced: [{ day: '2026-11-20', type: 'cross' }], votes: 2 })
  await aPaper({ announced: [{ day: '2026-11-20', type: 'replace' }] })
  await aPaper({ announced: [{ day: '2026-11-19' }] })
  expect(await idsOf({ kind: 'day', day: '2026-11-20' })).toEqual([crossed.id, fresh.id])
  expect(await idsOf({ kind: 'week', week: '2026-W47' })).toHaveLength(3)
  expect(await idsOf({ kind: 'month', month: '2026-10' })).toEqual([])
})

test('previous and next skip empty days', async () => {
  await aPaper({ announced: [{ day: '2026-11-17' }] })
  await aPaper({ announced: [{ day: '2026-11-19', type: 'replace' }] })
  await aPaper({ announced: [{ day: '2026-11-23' }] })
  expect(await neighbourDays({ first: '2026-11-20', end: '2026-11-21' })).toEqual({
    previous: '2026-11-17',
    next: '2026-11-23',
  })
})

test('an author is found without accents and in any case', async () => {
  const paper = await aPaper({ authors: ['Émilie du Châtelet'] })
  await aPaper({ authors: ['Ada Lovelace'] })
  expect(await idsOf({ kind: 'author', name: 'emilie DU chatelet' })).toEqual([paper.id])
})

test('a search ranks, and nothing that people type is an error', async () => {
  const about = await aPaper({ title: 'Sparse attention for long sequences' })
  await aPaper({ title: 'Quantum gravity' })
  expect(await idsOf({ kind: 'search', query: 'long sequence attention' })).toEqual([about.id])
  for (const query of [
    '"unbalanced',
    'a & | ! ( )',
    '\u0000',
    '-',
    "';drop table papers",
    'x'.repeat(10_000),
    '日本語 🦊',
  ]) {
    expect(await idsOf({ kind: 'search', query })).toEqual([])
  }
})

test('min_votes leaves out what has fewer', async () => {
  await aPaper({ votes: 1 })
  const liked = await aPaper({ votes: 3 })
  expect(await idsOf({ kind: 'newest' }, { minVotes: 2 })).toEqual([liked.id])
})

test("an author's list holds every form of the name that can be nobody else's", async () => {
  const full = await aPaper({ authors: ['John A. Smith'], categories: ['math.NT'] })
  const short = await aPaper({ authors: ['J. Smith', 'Ada Lovelace'], categories: ['cs.LG', 'math.AG'] })
  await aPaper({ authors: ['James Smithson'] })
  for (const name of ['John Smith', 'J. A. Smith', 'J. Smith'])
    expect(await idsOf({ kind: 'author', name })).toEqual([short.id, full.id])
  expect(await idsOf({ kind: 'author', name: 'J. Smith', categories: ['math.NT'] })).toEqual([full.id])
  expect(await idsOf({ kind: 'author', name: 'J. Smith', categories: ['math'] })).toEqual([short.id, full.id])

  const jane = await aPaper({ authors: ['Jane Smith'] })
  expect(await idsOf({ kind: 'author', name: 'J. Smith' })).toEqual([short.id])
  expect(await idsOf({ kind: 'author', name: 'John Smith' })).toEqual([full.id])
  expect(await idsOf({ kind: 'author', name: 'Jane Smith' })).toEqual([jane.id])
})

test('two names on one paper are two people', async () => {
  await aPaper({ authors: ['Wei Zhang', 'W. Zhang'] })
  const alone = await aPaper({ authors: ['Wei Zhang'] })
  expect((await idsOf({ kind: 'author', name: 'W. Zhang' })).includes(alone.id)).toBe(false)
})
