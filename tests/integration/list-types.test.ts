import { beforeEach, describe, expect, test } from 'vitest'
import { GET as getDaily } from '@/app/api/daily_papers/route'
import { GET as getCategory } from '@/app/categories/[category]/route'
import { GET as getCategories } from '@/app/categories/route'
import { GET as getList } from '@/app/papers/[...path]/route'
import { GET as getLatest } from '@/app/papers/date/latest/route'
import { GET as getLatestMonth } from '@/app/papers/month/latest/route'
import { GET as getLatestWeek } from '@/app/papers/week/latest/route'
import { db } from '@/lib/database/client'
import type { AnnouncementType } from '@/lib/papers/types'
import { countTypes } from '@/lib/views/announced-in'
import { dayRange } from '@/lib/views/calendar'
import type { ListType } from '@/lib/views/list-types'
import { listView } from '@/lib/views/list-view'
import type { View } from '@/lib/views/view'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'

useTestDatabase()
const clock = aClock('2026-11-27T12:00:00Z')
beforeEach(async () => {
  clock.moveTo('2026-11-27T12:00:00Z')
  setSettings({}, clock)
  await db().paper.deleteMany()
})

const ask = (handler: (request: Request) => Promise<Response>, address: string) =>
  handler(new Request(`http://localhost:3000${address}`, { headers: { accept: 'text/html' } }))
const entriesOf = async (view: View) =>
  Object.fromEntries((await listView(view)).papers.map(({ id, listedAs }) => [id, listedAs]))

/** Announced on these days under these categories. */
async function announced(id: string, ...lines: [day: string, category: string, type: AnnouncementType][]) {
  await aPaper({ id, categories: [...new Set(lines.map(([, category]) => category))] })
  for (const [day, category, type] of lines)
    await db().announcement.create({
      data: { paperId: id, day: new Date(day), category, type: type === 'replace-cross' ? 'replace_cross' : type },
    })
}

const [NEW, CROSSED, BOTH, UPDATED] = ['2611.00001', '2611.00002', '2611.00003', '2611.00004'] as const
const DAY = '2026-11-20'

async function aDay() {
  await announced(NEW, [DAY, 'cs.LG', 'new'])
  await announced(CROSSED, [DAY, 'cs.AI', 'cross'])
  await announced(BOTH, [DAY, 'cs.LG', 'new'], [DAY, 'cs.AI', 'cross'])
  await announced(UPDATED, [DAY, 'cs.LG', 'replace'], [DAY, 'cs.AI', 'replace-cross'])
}

describe('a day', () => {
  const ofDay = (...types: ListType[]) => entriesOf({ kind: 'day', day: DAY, ...(types.length > 0 ? { types } : {}) })

  test('holds new papers and cross-lists, and each kind alone or with others on request', async () => {
    await aDay()
    expect(await ofDay()).toEqual({ [NEW]: 'new', [CROSSED]: 'cross', [BOTH]: 'new' })
    expect(await ofDay('cross')).toEqual({ [CROSSED]: 'cross' })
    expect(await ofDay('replace')).toEqual({ [UPDATED]: 'replace' })
    expect(await ofDay('new', 'cross', 'replace')).toEqual({
      [NEW]: 'new',
      [CROSSED]: 'cross',
      [BOTH]: 'new',
      [UPDATED]: 'replace',
    })
    expect(await countTypes(dayRange(DAY))).toEqual({ new: 2, cross: 1, replace: 1 })
  })

  test('says in words what is no new paper, shows the switches with their counts, and its twins hold the same', async () => {
    await aDay()
    const address = `/papers/date/${DAY}?types=new,cross,replace`
    const html = await (await ask(getList, address)).text()
    expect(html).toContain('Updated, now v1')
    expect(html).toContain('Cross-listed')
    expect(html).toMatch(/Leave out: <\/span>.*Updates<span class="count"> 1</)
    const rss = await (await ask(getList, `/papers/date/${DAY}.rss?types=replace`)).text()
    expect(rss).toContain('updated, now version 1')
    expect(rss).not.toContain(NEW)
    const api = await (await ask(getDaily, `/api/daily_papers?date=${DAY}&types=replace`)).json()
    expect(api).toMatchObject([{ paper: { id: UPDATED, listedAs: 'replace' } }])
    expect((await ask(getList, `/papers/date/${DAY}?types=old`)).status).toBe(400)
  })
})

test.each([
  ['date', getLatest, DAY],
  ['week', getLatestWeek, '2026-W47'],
  ['month', getLatestMonth, '2026-11'],
])('the newest %s is led to with the kinds of entries that are asked for', async (kind, getNewest, newest) => {
  await aDay()
  const answer = await ask(getNewest, `/papers/${kind}/latest?types=new,replace`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/papers/${kind}/${newest}?types=new,replace`])
})

test('before any day is known, the way to the newest says so, and leads to the newest papers', async () => {
  await aPaper({ id: NEW })
  const answer = await ask(getLatest, '/papers/date/latest?types=new')
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(html).toContain('No listing of arXiv was read yet')
  expect(html).toMatch(/<a href="\/papers\/new">the newest papers/)
  expect(html).toMatch(/<a href="\/papers\/date\/latest" aria-current="page"/)
  expect(await (await ask(getLatestWeek, '/papers/week/latest')).text()).toContain('<h1>By week</h1>')
})

test('over a month a paper that was new and then updated is found as either', async () => {
  await announced(NEW, ['2026-11-03', 'cs.LG', 'new'], [DAY, 'cs.LG', 'replace'])
  const month = { kind: 'month', month: '2026-11' } as const
  expect(await entriesOf(month)).toEqual({ [NEW]: 'new' })
  expect(await entriesOf({ ...month, types: ['replace'] })).toEqual({ [NEW]: 'replace' })
  expect(await entriesOf({ ...month, types: ['new', 'replace'] })).toEqual({ [NEW]: 'new' })
})

describe('a category', () => {
  const inField = (category: string, ...types: ListType[]) =>
    entriesOf({ kind: 'category', category, ...(types.length > 0 ? { types } : {}) })

  test('parts papers at home there from cross-lists and from updates', async () => {
    await aDay()
    expect(await inField('cs.AI')).toEqual({ [CROSSED]: 'new', [BOTH]: 'cross', [UPDATED]: 'cross' })
    expect(await inField('cs.AI', 'new')).toEqual({ [CROSSED]: 'new' })
    expect(await inField('cs.AI', 'cross')).toEqual({ [BOTH]: 'cross', [UPDATED]: 'cross' })
    expect(await inField('cs.AI', 'replace')).toEqual({ [UPDATED]: 'replace' })
    expect(await inField('cs', 'cross')).toEqual({})
  })

  test('is found under all of its names, its archive and its group, and a paper is listed once', async () => {
    await aPaper({ id: NEW, categories: ['cs.SY', 'eess.SY', 'cs.LG'] })
    await aPaper({ id: BOTH, categories: ['alg-geom'] })
    await aPaper({ id: CROSSED, categories: ['astro-ph'] })
    for (const name of ['cs.SY', 'eess.SY', 'cs', 'eess']) expect(await inField(name), name).toEqual({ [NEW]: 'new' })
    for (const name of ['math.AG', 'alg-geom', 'math']) expect(await inField(name), name).toEqual({ [BOTH]: 'new' })
    for (const name of ['astro-ph', 'physics']) expect(await inField(name), name).toEqual({ [CROSSED]: 'new' })
  })

  test('of many papers gives the same pages as one of few', async () => {
    await db()
      .$executeRaw`insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html,
        authors, categories, primary_category, first_seen_at)
      select 'x' || i, 't', 't', 't', 'a', 'a', 'a', '{A}', '{hep-th}', 'hep-th', now() from generate_series(1, 20500) i`
    await db().$executeRaw`insert into paper_standings (paper_id, listed_at, listed_tick, score)
      select 'x' || i, '2001-01-01'::timestamptz + i * interval '1 minute', i, i from generate_series(1, 20500) i`
    await db().$executeRaw`insert into paper_categories (category, paper_id, is_primary)
      select term, 'x' || i, term = 'hep-th' from generate_series(1, 20500) i, unnest(array['hep-th', 'gr-qc']) term
      where term = 'hep-th' or i % 2 = 0`
    const newest = (limit: number, step = 1) => Array.from({ length: limit }, (_, index) => `x${20_500 - index * step}`)
    expect(Object.keys(await inField('hep-th'))).toEqual(newest(50))
    expect(Object.keys(await inField('gr-qc'))).toEqual(newest(50, 2))
    expect(Object.keys(await inField('gr-qc', 'new'))).toEqual([])
    expect(Object.keys(await inField('physics', 'new'))).toEqual(newest(50))
  })

  test.each([
    ['/categories/cs.SY', '/categories/eess.SY'],
    ['/categories/CS.LG.rss?min_votes=3', '/categories/cs.LG.rss?min_votes=3'],
    ['/categories/alg-geom?types=replace', '/categories/math.AG?types=replace'],
    ['/categories/q-fin.EC.json', '/categories/econ.GN.json'],
  ])('%s leads to %s for good', async (address, to) => {
    const answer = await ask(getCategory, address)
    expect([answer.status, answer.headers.get('location')]).toEqual([308, to])
  })

  test('that arXiv does not have is a page that says so, and one that is not read here another', async () => {
    const unknown = await ask(getCategory, '/categories/xx.YY')
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toContain('no such name')
    expect(await (await ask(getCategory, '/categories/hep-th')).text()).toContain('does not read it')
  })

  test('of a group names its categories', async () => {
    await aPaper({ categories: ['cs.LG'] })
    const html = await (await ask(getCategory, '/categories/cs')).text()
    expect(html).toContain('Computer Science')
    expect(html).toContain('<a href="/categories/cs.AI">cs.AI</a> Artificial Intelligence')
  })
})

test('the page of all categories names every one and marks what is read here', async () => {
  const html = await (await ask(getCategories, '/categories')).text()
  expect(html).toMatch(/<b>cs\.LG<\/b> Machine Learning<\/a> <span class="is-read">/)
  expect(html).toMatch(/<b>hep-th<\/b> High Energy Physics - Theory<\/a> <\/li>/)
})

test('a paper that is not here can be brought, and a category that arXiv does not have cannot be followed', async () => {
  const page = async (handler: typeof getList, address: string) => (await ask(handler, address)).text()
  expect(await page(getList, '/papers/2406.01234')).toContain('<a href="/submit?paper=2406.01234">Bring it here</a>')
  expect(await page(getCategory, '/categories/cs.LG')).toContain('/follows')
  expect(await page(getCategory, '/categories/math.XX')).not.toContain('/follows')
})

test('a day without papers is awaited, at rest or unknown, by arXiv’s calendar', async () => {
  const page = async (address: string) => (await ask(getList, address)).text()
  clock.moveTo('2026-11-30T08:00:00Z')
  expect(await page('/papers/date/2026-11-30')).toContain('arXiv’s announcement of that day has not come yet.')
  expect(await page('/papers/week/2026-W49')).toContain('arXiv’s announcement of that week has not come yet.')
  expect(await page('/papers/date/2026-11-29')).toContain(
    'No announcement of that day is known here. arXiv does not announce on Fridays and Saturdays.',
  )
  const unknown = await page('/papers/date/2026-11-18')
  expect(unknown).toContain('No announcement of that day is known here.')
  expect(unknown).not.toContain('arXiv does not announce')
  // Nothing stands before the other order there, so nothing parts it from that.
  expect(unknown).toMatch(/<p class="lead">[^·]*<a [^>]*>Field-fair<\/a><\/p>/)
})

test('a list that leaves kinds out is never called a day without announcement', async () => {
  await announced(NEW, [DAY, 'cs.LG', 'new'])
  const page = async (address: string) => (await ask(getList, address)).text()
  expect(await page(`/papers/date/${DAY}?types=cross,replace`)).toContain(
    'arXiv announced no cross-lists or updated papers that day.',
  )
  expect(await page(`/papers/date/${DAY}?in=hep-th`)).toContain('Nothing of hep-th is known here of that day.')
  expect(await page('/papers/date/2026-11-19')).toContain('No announcement of that day is known here.')
  expect(await (await ask(getCategory, '/categories/cs.LG?types=replace')).text()).toContain(
    'No updated papers of cs.LG are here yet.',
  )
})
