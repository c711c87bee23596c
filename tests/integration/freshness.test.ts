import { beforeEach, expect, test } from 'vitest'
import { GET as getPage } from '@/app/about/freshness/route'
import { GET as getJson } from '@/app/about/freshness.json/route'
import { GET as getBadge } from '@/app/about/freshness.svg/route'
import { GET as getMetrics } from '@/app/metrics/route'
import { GET as getReadyz } from '@/app/readyz/route'
import { db } from '@/lib/database/client'
import { checkFreshness } from '@/lib/doctor/check-freshness'
import { findFreshness } from '@/lib/ingest/freshness'
import type { FreshnessReport } from '@/lib/ingest/freshness-report'
import { aBatch, aRepair, aSweep, papersOf } from '../support/batches'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'

useTestDatabase()

const clock = aClock('2026-11-24T18:00:00Z')
const TOKEN = 'a-token-for-the-tests'
const settings = () => setSettings({ CATEGORIES: 'cs.LG,math.NT', METRICS_TOKEN: TOKEN }, clock)
const ask = (path: string, headers: Record<string, string> = { accept: 'text/html' }) =>
  new Request(`http://localhost:3000${path}`, { headers })
const report = async () => (await (await getJson(ask('/about/freshness.json'))).json()) as FreshnessReport

beforeEach(async () => {
  await db().$executeRaw`truncate batches, harvests, repairs, papers cascade`
  clock.moveTo('2026-11-24T18:00:00Z')
  settings()
})

// First: a house that met one paper of arXiv is never a sample again.
test('the bundled sample is called one', async () => {
  await aPaper()
  await db().paper.updateMany({ data: { sample: true } })
  expect(await report()).toMatchObject({ sample: true, sentence: expect.stringContaining('come with the program') })
})

test('page, JSON, badge, metrics, readiness and doctor tell the same', async () => {
  await papersOf('cs.LG', '2026-11-24', 3)
  await aBatch({ day: '2026-11-24', listed: { new: 4 }, confirmed: { new: 3, cross: 0 } })
  await papersOf('math.NT', '2026-11-23', 1)
  await aBatch({ category: 'math.NT', day: '2026-11-23', listed: { new: 1 } })
  await aBatch({
    category: 'math.NT',
    day: '2026-11-24',
    state: 'late',
    reason: 'The feed still shows the listing of 2026-11-23.',
  })
  const repaired = await aRepair('missed', '2026-11-24T04:00:00Z')
  await aSweep('2026-11-24T05:00:00Z')

  const told = await report()
  expect(told).toMatchObject({ verdict: 'late', sentence: 'The listing of Tue 24 Nov is late: math.NT.' })
  expect(told.categories.map(({ verdict, ageSeconds }) => [verdict, ageSeconds])).toEqual([
    ['fresh', 17 * 3_600],
    ['late', 41 * 3_600],
  ])
  expect(told.gaps.map(({ category, day, missing }) => [category, day, missing])).toEqual([
    ['cs.LG', '2026-11-24', 1],
    ['math.NT', '2026-11-24', null],
  ])
  expect(told.repairs.days).toMatchObject([{ day: '2026-11-24', kind: 'missed', count: 1, papers: [repaired] }])
  expect(told.sweep.ageSeconds).toBe(13 * 3_600)

  const page = (await (await getPage(ask('/about/freshness'))).text()).replaceAll('&#x27;', "'")
  const sentences = [
    told.sentence,
    told.calendar.next.sentence,
    told.sweep.sentence,
    ...told.gaps.map(({ sentence }) => sentence),
    ...told.repairs.days.map(({ sentence }) => sentence),
    ...told.categories.flatMap(({ sentence, last }) => [sentence, last?.sentence ?? '']),
  ]
  for (const sentence of sentences) expect(page).toContain(sentence)

  expect(await (await getBadge(ask('/about/freshness.svg'))).text()).toContain('aria-label="arXiv: late · Tue 24 Nov"')
  expect(await (await getReadyz()).text()).toBe(`ready, but stale: ${told.sentence}\n`)

  const metrics = await (await getMetrics(ask('/metrics', { authorization: `Bearer ${TOKEN}` }))).text()
  for (const { category, verdict, ageSeconds } of told.categories) {
    expect(metrics).toContain(`broadsheet_newest_batch_age_seconds{category="${category}"} ${ageSeconds}\n`)
    expect(metrics).toContain(`broadsheet_batch_verdict{category="${category}",state="${verdict}"} 1\n`)
    const gaps = told.gaps.filter((gap) => gap.category === category).length
    expect(metrics).toContain(`broadsheet_batch_gaps{category="${category}"} ${gaps}\n`)
  }
  expect(metrics).toContain(`broadsheet_repairs_total{kind="missed"} ${told.repairs.total.missed}\n`)
  expect(metrics).toContain(`broadsheet_last_sweep_age_seconds ${told.sweep.ageSeconds}\n`)

  expect(await checkFreshness(settings())).toEqual([
    { about: 'listings', state: 'notice', sentence: told.sentence },
    { about: 'gaps', state: 'notice', sentence: expect.stringContaining(told.gaps[0]?.sentence ?? '-') },
    { about: 'sweep', state: 'fine', sentence: `${told.sweep.sentence} Repairs in 30 days: 1.` },
  ])
})

test('where nothing was heard yet, nothing is claimed', async () => {
  const told = await report()
  expect(told).toMatchObject({ verdict: 'unknown', sentence: 'Nothing was heard from arXiv yet.', gaps: [] })
  expect(told.categories[0]).toMatchObject({ sentence: 'Nothing was heard of it yet.', ageSeconds: null, last: null })
  expect(await (await getBadge(ask('/about/freshness.svg'))).text()).toContain('arXiv: not heard yet')
  const page = await (await getPage(ask('/about/freshness'))).text()
  expect(page).toContain('Nothing is known yet.')
  expect(page).toContain('No sweep has ended yet.')
  expect((await getReadyz()).status).toBe(200)
  expect((await checkFreshness(settings())).every(({ state }) => state === 'notice')).toBe(true)
  const metrics = await (await getMetrics(ask('/metrics', { authorization: `Bearer ${TOKEN}` }))).text()
  expect(metrics).not.toContain('newest_batch_age_seconds{')
  expect(metrics).not.toMatch(/^broadsheet_last_sweep_age_seconds /m)
})

test('with arXiv away for days, the page says since when and the process stays ready', async () => {
  await papersOf('cs.LG', '2026-11-16', 1)
  await aBatch({ day: '2026-11-16', listed: { new: 1 } })
  for (const day of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24'])
    await aBatch({ day, state: 'failed', reason: 'rss.arxiv.org does not answer.' })
  const told = await report()
  expect(told).toMatchObject({ verdict: 'away', sentence: '6 listings up to Tue 24 Nov have not come: cs.LG.' })
  expect(told.categories[0]?.sentence).toContain('The newest papers here are of Mon 16 Nov.')
  expect(told.gaps).toHaveLength(6)
  expect((await getReadyz()).status).toBe(200)
  expect((await checkFreshness(settings()))[0]).toMatchObject({ about: 'listings', state: 'broken' })
})

test('on a weekend the page says why nothing comes, and nothing is stale', async () => {
  clock.moveTo('2026-11-22T12:00:00Z')
  await papersOf('cs.LG', '2026-11-20', 1)
  await aBatch({ day: '2026-11-20', listed: { new: 1 } })
  const told = await report()
  expect(told.verdict).toBe('fresh')
  expect(told.calendar).toMatchObject({
    quiet: 'arXiv does not announce on Fridays and Saturdays.',
    next: { day: '2026-11-23', sentence: 'Sun 22 Nov, 20:00 US Eastern (Mon 01:00 UTC)' },
  })
})

test('a sweep that cannot go on says why', async () => {
  await aSweep('2026-11-20T05:00:00Z')
  await aSweep(null, 'oaipmh.arxiv.org answers with HTTP status 503.')
  const { sweep } = await findFreshness(['cs.LG'], clock.now())
  expect(sweep).toEqual({
    finishedAt: new Date('2026-11-20T05:00:00Z'),
    running: 1,
    trouble: 'oaipmh.arxiv.org answers with HTTP status 503.',
  })
})

test('over Thanksgiving and the week-end behind it, nothing is called late, and the page says why it is quiet', async () => {
  setSettings({ CATEGORIES: 'cs.LG' }, clock)
  await papersOf('cs.LG', '2026-11-25', 2)
  await aBatch({ day: '2026-11-25', listed: { new: 2 } })
  await aBatch({ day: '2026-11-26', state: 'holiday', reason: 'Deferred: Thanksgiving.' })
  clock.moveTo('2026-11-26T18:00:00Z')
  expect(await report()).toMatchObject({
    verdict: 'fresh',
    sentence: 'Everything is here up to the listing of Wed 25 Nov.',
    calendar: {
      quiet: 'Deferred: Thanksgiving.',
      next: { day: '2026-11-27', sentence: 'Thu 26 Nov, 20:00 US Eastern (Fri 01:00 UTC)' },
    },
    gaps: [],
  })

  await aBatch({ day: '2026-11-27', state: 'holiday', reason: 'Deferred: Thanksgiving.' })
  clock.moveTo('2026-11-29T21:00:00Z')
  expect(await report()).toMatchObject({
    verdict: 'fresh',
    sentence: 'Everything is here up to the listing of Fri 27 Nov.',
    calendar: {
      quiet: 'arXiv does not announce on Fridays and Saturdays.',
      next: { day: '2026-11-30', sentence: 'Sun 29 Nov, 20:00 US Eastern (Mon 01:00 UTC)' },
    },
    categories: [
      { sentence: 'Fri 27 Nov: a holiday at arXiv. Deferred: Thanksgiving. The newest papers here are of Wed 25 Nov.' },
    ],
  })
})
