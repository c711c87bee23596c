import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { answerView } from '@/app/_lists/answer-view'
import { db } from '@/lib/database/client'
import { SHARED_HEADER } from '@/lib/http/shared'
import { announcementTick } from '@/lib/trending/announcement-clock'
import { DISCOVERY } from '@/lib/trending/constants'
import { listIds } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const DAY = '2026-11-20'
const unvoted: string[] = []

beforeAll(async () => {
  for (let i = 0; i < 60; i++) await aPaper({ votes: 1 + (i % 5), announced: [{ day: DAY }] })
  for (let i = 0; i < 20; i++)
    unvoted.push((await aPaper({ categories: [i % 2 ? 'math.NT' : 'cs.LG'], announced: [{ day: DAY }] })).id)
  // Too old to be drawn.
  for (let i = 0; i < 20; i++) await aPaper({ listedAt: new Date('2026-11-16T01:00:00Z') })
}, 60_000)

/** As the front asks, which keeps what says that it is the same for everybody. */
const ask = (path: string, cookie = '') =>
  answerView(
    new Request(`http://localhost:3000${path}`, { headers: { accept: 'text/html', cookie, [SHARED_HEADER]: '1' } }),
  )
const isKept = (answer: Response) => answer.headers.has(SHARED_HEADER)
const textOf = async (path: string, cookie = '') => (await ask(path, cookie)).text()
const entriesOf = (page: string) => [...page.matchAll(/<article class="entry[^>]* id="([^"]+)"/g)].map(([, id]) => id)
const LABEL = 'Nobody has voted on this yet'
const labels = (page: string) => page.split(LABEL).length - 1

/** As the ranking page tells it. */
const drawn = (view: string, among: readonly string[]) =>
  among
    .map((id) => ({ id, lot: createHash('md5').update(`${DAY} ${view} ${id}`).digest('hex') }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, DISCOVERY.places.length)
    .map(({ id }) => id)

test('anybody can draw the papers of the discovery places, and all others stand in their order', async () => {
  const page = await textOf('/')
  const entries = entriesOf(page)
  expect(entries).toHaveLength(50)
  expect(labels(page)).toBe(DISCOVERY.places.length)
  const places = DISCOVERY.places.map((place, index) => place + index)
  expect(places.map((place) => entries[place])).toEqual(drawn('/', unvoted))
  expect(entries.filter((_, index) => !places.includes(index))).toEqual(
    (await listIds({ kind: 'trending' })).slice(0, 47),
  )
  expect(entriesOf(await textOf('/'))).toEqual(entries)
  // The second page begins where the first ended.
  const next = /href="(\/\?after=[^"]+)"/.exec(page)?.[1] ?? ''
  expect(entriesOf(await textOf(next))[0]).toBe((await listIds({ kind: 'trending' }))[47])
})

test('they are in no feed, and on no other page', async () => {
  const trending = (await listIds({ kind: 'trending' })).slice(0, 50)
  const feed = JSON.parse(await textOf('/feed.json'))
  expect(feed.items.map(({ id }: { id: string }) => id)).toEqual(trending.map((id) => `oai:arXiv.org:${id}`))
  for (const path of ['/papers/new', `/papers/date/${DAY}`, '/?min_votes=1', '/?in=math.NT'])
    expect(await textOf(path)).not.toContain(LABEL)
})

test('a reader can hide them', async () => {
  const page = await textOf('/', 'display=hidden')
  expect(entriesOf(page)).toEqual((await listIds({ kind: 'trending' })).slice(0, 50))
  expect(page).not.toContain(LABEL)
})

test('a list as it stood says so, shows the votes of then, is not kept, and leads on within the past', async () => {
  const [first = ''] = await listIds({ kind: 'trending' })
  const past = '/?at=2026-11-20T02:00:00Z'
  const answer = await ask(past)
  expect([isKept(answer), isKept(await ask('/'))]).toEqual([false, true])
  const page = await answer.text()
  expect(page).toContain('As it stood on')
  expect(page).toContain('<time dateTime="2026-11-20T02:00:00.000Z">')
  expect(page).toMatch(/<meta name="robots" content="noindex/)
  expect(page).not.toContain(LABEL)
  expect(entriesOf(page)).toHaveLength(50)
  await db().vote.create({
    data: {
      paperId: first,
      readerId: (await aReader()).id,
      createdAt: new Date('2026-11-20T01:30:00Z'),
      countedAt: new Date('2026-11-20T01:30:00Z'),
      tick: announcementTick(new Date('2026-11-20T01:30:00Z')),
    },
  })
  expect(entriesOf(await textOf(past))[0]).toBe(first)
  const next = /href="(\/\?at=[^"]+after=[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(entriesOf(await textOf(next))).not.toHaveLength(0)
  const feed = JSON.parse(await textOf('/feed.json?at=2026-11-20T02:00:00Z'))
  expect(feed.title).toContain('as it stood on')
  expect(feed.items[0].id).toBe(`oai:arXiv.org:${first}`)
})

test.each(['/?at=then', '/?at=2026-11-20T02:00:00Z&fair=1', '/?fair=yes', '/search?q=x&at=2026-11-20T02:00:00Z'])(
  '%s is answered 400 and says what is taken',
  async (path) => {
    const answer = await ask(path)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(/“(at|fair)”/)
  },
)
