import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { upvote } from '@/lib/papers/votes'
import { listPath, parseListAddress } from '@/lib/subscriptions/list-address'
import { announcementTick } from '@/lib/trending/announcement-clock'
import { explain } from '@/lib/trending/explain'
import { makeFairWhenDue } from '@/lib/trending/fair/make-fair'
import { parseView, viewPath } from '@/lib/views/address'
import { parseCursor } from '@/lib/views/cursor'
import { listIds, listView } from '@/lib/views/list-view'
import { renderTwin } from '@/lib/views/twins'
import type { View } from '@/lib/views/view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const listedAt = new Date('2026-11-20T01:00:00Z')
const now = new Date('2026-11-20T12:00:00Z')
const announced = [{ day: '2026-11-20' }]
const LISTS: View[] = [
  { kind: 'trending' },
  { kind: 'trending', categories: ['cs', 'math.NT'] },
  { kind: 'day', day: '2026-11-20' },
  { kind: 'week', week: '2026-W47', categories: ['cs.LG', 'math'] },
  { kind: 'month', month: '2026-11' },
]
const FAIR: View = { kind: 'trending', fair: true }
let theory: string
let machine: string
let voters: Awaited<ReturnType<typeof aReader>>[]

beforeAll(async () => {
  voters = await Promise.all(Array.from({ length: 42 }, () => aReader()))
  let comments = 0
  const voted = async (category: string, votes: number) => {
    const { id } = await aPaper({ categories: [category], listedAt, announced })
    for (const voter of voters.slice(0, votes)) await upvote(id, voter, now, 0)
    const by = voters.slice(0, comments++ % 3)
    await db().comment.createMany({
      data: by.map((reader) => ({ paperId: id, readerId: reader.id, source: 'x', html: 'x', createdAt: now })),
    })
    return id
  }
  theory = await voted('math.NT', 3)
  for (let i = 0; i < 24; i++) await voted('math.NT', i % 12 === 0 ? 1 : 0)
  machine = await voted('cs.LG', 30)
  for (let i = 0; i < 24; i++) await voted('cs.LG', 19 + i)
})

test.each(LISTS)('three votes in number theory stand above thirty in machine learning: %j', async (view) => {
  await makeFairWhenDue(now)
  const places = async (of: View) => {
    const ids = await listIds(of)
    return [ids.indexOf(theory), ids.indexOf(machine)] as const
  }
  const [theoryByVotes, machineByVotes] = await places(view)
  expect(theoryByVotes).toBeGreaterThan(machineByVotes)
  const [theoryFairly, machineFairly] = await places({ ...view, fair: true } as View)
  expect(theoryFairly).toBeGreaterThanOrEqual(0)
  expect(theoryFairly).toBeLessThan(machineFairly)
})

test('votes and hours move nothing until the papers of the next announcement come', async () => {
  const before = await listIds(FAIR)
  const places = await db().fairPlace.findMany({ orderBy: { paperId: 'asc' } })
  for (const voter of voters) await upvote(machine, voter, new Date('2026-11-20T18:00:00Z'), 0)
  expect(await makeFairWhenDue(new Date('2026-11-22T18:00:00Z'))).toBeNull()
  expect(await listIds(FAIR)).toEqual(before)
  expect(await db().fairPlace.findMany({ orderBy: { paperId: 'asc' } })).toEqual(places)

  const fresh = await aPaper({ listedAt: new Date('2026-11-23T01:00:00Z') })
  // Until it is measured it stands as any paper for which nobody did anything.
  expect(await listIds(FAIR)).toContain(fresh.id)
  expect(await makeFairWhenDue(new Date('2026-11-23T06:00:00Z'))).toBeGreaterThan(0)
  expect((await listIds(FAIR)).indexOf(machine)).toBeLessThan(before.indexOf(machine))
  expect(await makeFairWhenDue(new Date('2026-11-23T07:00:00Z'))).toBeNull()
})

test('another rule makes all places anew', async () => {
  const places = await db().fairPlace.findMany({ orderBy: { paperId: 'asc' } })
  await db().fairPlace.updateMany({ data: { score: 0, rarity: 9 } })
  await db().rankingState.updateMany({ data: { fairVersion: '0.0' } })
  expect(await makeFairWhenDue(now)).toBe(places.length)
  expect(await db().fairPlace.findMany({ orderBy: { paperId: 'asc' } })).toEqual(places)
})

test('page after page of a field-fair list gives every paper once', async () => {
  for (const view of LISTS) {
    const fair = { ...view, fair: true } as View
    const paged: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listView>> = await listView(fair, {
        limit: 7,
        after: after === null ? null : parseCursor(after),
      })
      paged.push(...page.papers.map(({ id }) => id))
      after = page.next
    } while (after !== null)
    expect(paged).toEqual(await listIds(fair, { limit: 100 }))
    expect(paged.length).toBeGreaterThanOrEqual(50)
  }
})

test('its feeds and digests are in that order, lead on in it, and say so', async () => {
  for (const view of LISTS) {
    const fair = { ...view, fair: true } as View
    const path = viewPath(fair)
    expect(parseView(path.split('?')[0] ?? '', new URL(path, 'http://here').searchParams)).toEqual(fair)
    const page = await listView(fair, { limit: 5 })
    const ids = page.papers.map(({ id }) => id)
    const feed = JSON.parse(renderTwin('json', { view: fair, ...page, minVotes: 0, now }).body)
    expect(feed.items.map(({ id }: { id: string }) => id)).toEqual(ids.map((id) => `oai:arXiv.org:${id}`))
    expect(feed.title).toContain('field-fair')
    expect([feed.feed_url, feed.next_url].map((url) => new URL(url).searchParams.get('fair'))).toEqual(['1', '1'])
    for (const format of ['rss', 'atom'] as const)
      expect(renderTwin(format, { view: fair, ...page, minVotes: 0, now }).body).toContain('fair=1')

    const list = parseListAddress(listPath({ view: fair, minVotes: 0 }))
    expect(list).toMatchObject({ view: fair })
    const digest = await listCandidates({ view: fair, minVotes: 0 }, { kind: 'whole' })
    expect(digest.map(({ id }) => id)).toEqual(await listIds(fair, { limit: 100 }))
    expect(digest.map(({ id }) => id)).not.toEqual(await listIds(view, { limit: 100 }))
  }
})

test('what a paper weighs there is told, and makes its place', async () => {
  const fair = (await explain(theory, now))?.fair
  expect(fair).toMatchObject({ field: 'math.NT', papers: 25, weight: 3, rarity: Math.log2(50) })
  const { score } = await db().fairPlace.findUniqueOrThrow({ where: { paperId: theory } })
  const halvings = (at: Date) => 2 ** (announcementTick(at) / 2)
  expect(score).toBeCloseTo(Math.log2(0.5 * halvings(listedAt) + Math.log2(50) * halvings(now)), 9)
})
