import { afterEach, beforeEach, expect, test } from 'vitest'
import { GET as getPage } from '@/app/about/freshness/route'
import { GET as getJson } from '@/app/about/freshness.json/route'
import { db, pool } from '@/lib/database/client'
import { checkSignals } from '@/lib/doctor/check-signals'
import { renderMetrics } from '@/lib/doctor/metrics'
import type { Model } from '@/lib/signals/early-warning/model'
import { observe } from '@/lib/signals/observe'
import { runSignals } from '@/lib/signals/run-signals'
import { forgetCopies, tidyObservations } from '@/lib/signals/tidy'
import { explain } from '@/lib/trending/explain'
import { recount } from '@/lib/trending/recount'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { type FakeSignals, startFakeSignals } from '../support/fake-signals'
import { aClock, setSettings } from '../support/settings'

useTestDatabase()

const TODAY = '2026-11-20'
const clock = aClock(`${TODAY}T06:00:00Z`)
let fake: FakeSignals

beforeEach(async () => {
  fake = await startFakeSignals()
  clock.moveTo(`${TODAY}T06:00:00Z`)
  await db().$executeRaw`truncate papers, readers, feed_copies, signal_sources, signal_shares cascade`
  await openGates()
})
afterEach(() => fake.close())

const openGates = () => pool().query(`update gates set open_at = '2000-01-01'`)
const openUntil = async (name: string) => (await db().gate.findUniqueOrThrow({ where: { name } })).openAt
const sourceOf = (name: string) => db().signalSource.findUniqueOrThrow({ where: { name } })
const scoreOf = async (paperId: string) => (await db().paperStanding.findUniqueOrThrow({ where: { paperId } })).score
const valuesOf = async (paperId: string, kind: string) =>
  (await db().observation.findMany({ where: { paperId, kind }, orderBy: { at: 'asc' } })).map(({ value }) => value)

const look = (sources: ('hf' | 'github')[] = ['hf'], githubToken?: string, model?: Model) =>
  runSignals({
    ...{ sources, hfUrl: fake.url, githubUrl: fake.url, githubToken, clock },
    ...(model && { model }),
    ...{ baseUrl: 'https://papers.example.org', minIntervalMs: 0, limits: { headersMs: 300, totalMs: 600 } },
  })

/** Looks again two hours later. */
const lookLater = (sources?: ('hf' | 'github')[]) => {
  clock.passMinutes(120)
  return look(sources)
}

test('what the daily lists tell is kept as it grows, and lifts the paper, and nothing is kept twice', async () => {
  const [{ id }, quiet] = [await aPaper(), await aPaper()]
  const before = await scoreOf(id)
  fake.serve({
    days: {
      [TODAY]: [
        { id, upvotes: 12, comments: 2 },
        { id: '2611.99999', upvotes: 80 },
      ],
    },
  })
  expect(await look()).toMatchObject({ hf: { status: 'read', told: 2, taken: 2, held: 0 } })
  const first = await scoreOf(id)
  expect(first).toBeGreaterThan(before)
  await lookLater()
  fake.serve({ days: { [TODAY]: [{ id, upvotes: 30, comments: 2 }] } })
  await lookLater()
  expect(await valuesOf(id, 'hf_upvotes')).toEqual([12, 30])
  expect(await valuesOf(id, 'hf_comments')).toEqual([2])
  expect(await scoreOf(id)).toBeGreaterThan(first)
  const why = await explain(id, clock.now())
  expect(why?.parts.map(({ kind, acts }) => [kind, acts])).toEqual([
    ['listed', 1],
    ['hf_comments', 1],
    ['hf_upvotes', 2],
  ])
  expect(why?.parts.reduce((sum, { worth }) => sum + worth, 0)).toBeCloseTo(why?.heat ?? 0, 9)
  expect([await scoreOf(quiet.id), await db().paper.count()]).toEqual([before, 2])
})

test('a second look asks with what the server said, says who asks, and leaves lists alone that are not due', async () => {
  const { id } = await aPaper()
  fake.serve({ days: { [TODAY]: [{ id, upvotes: 12 }] } })
  await look()
  const asked = fake.requests.length
  expect(await look()).toMatchObject({ hf: { asked: 0 } })
  expect(fake.requests).toHaveLength(asked)
  await lookLater()
  const again = fake.requests.slice(asked)
  expect(again.map(({ status }) => status)).toEqual([304, 304])
  expect(again[0]?.headers['user-agent']).toMatch(/^Broadsheet\/\S+ \(\+https:\/\/papers\.example\.org\)$/)
})

test('a paper that came after the look is told all the same', async () => {
  fake.serve({ days: { [TODAY]: [{ id: '2611.70001', upvotes: 12 }] } })
  await aPaper({ listedAt: new Date('2026-11-20T01:00:00Z') })
  await look()
  await aPaper({ id: '2611.70001', listedAt: new Date('2026-11-20T07:00:00Z') })
  await lookLater()
  expect(await valuesOf('2611.70001', 'hf_upvotes')).toEqual([12])
})

test('pages are read to the end', async () => {
  const papers = Array.from({ length: 150 }, (_, n) => ({ id: `2610.${10_000 + n}`, upvotes: 1 }))
  fake.serve({ days: { [TODAY]: papers } })
  const { id } = await aPaper({ id: '2610.10149' })
  expect(await look()).toMatchObject({ hf: { told: 150 } })
  expect(await valuesOf(id, 'hf_upvotes')).toEqual([1])
})

test.each([
  ['down', { kind: 'status', status: 503 }, /503/],
  ['silent', { kind: 'silent' }, /did not answer/],
  ['cut off', { kind: 'reset' }, /broke off|cannot be reached/],
  ['endless', { kind: 'endless' }, /sends more than 8 MB|did not finish/],
  ['HTML', { kind: 'body', body: '<html></html>', type: 'text/html' }, /text\/html instead of JSON/],
  ['nonsense', { kind: 'body', body: '[1,2,3,4]', type: 'application/json' }, /cannot be used/],
] as const)('a source that is %s is noted, left alone for a while, and moves nothing', async (_, fault, trouble) => {
  const { id } = await aPaper()
  const before = await scoreOf(id)
  fake.serve({ fault: () => fault })
  expect(await look(['hf', 'github'])).toMatchObject({ hf: { status: 'failed' }, github: { status: 'read' } })
  expect(await sourceOf('hf')).toMatchObject({ trouble: expect.stringMatching(trouble), failures: 1, answeredAt: null })
  expect((await openUntil('hf')).getTime() - Date.now()).toBeGreaterThan(14 * 60_000)
  const asked = fake.requests.length
  expect(await lookLater()).toEqual({ hf: { status: 'resting' } })
  expect([fake.requests.length, await scoreOf(id)]).toEqual([asked, before])

  fake.serve({ days: { [TODAY]: [{ id, upvotes: 3 }] } })
  await openGates()
  await lookLater()
  expect(await sourceOf('hf')).toMatchObject({ trouble: null, failures: 0, troubleSince: null })
})

test('trouble that lasts is asked for more and more seldom', async () => {
  fake.serve({ fault: () => ({ kind: 'status', status: 500 }) })
  const rests: number[] = []
  for (let failures = 0; failures < 7; failures += 1) {
    await openGates()
    await lookLater()
    rests.push(Math.round(((await openUntil('hf')).getTime() - Date.now()) / 60_000))
  }
  expect(rests).toEqual([15, 30, 60, 120, 240, 360, 360])
})

test('Retry-After and a rate limit that is used up are obeyed over all processes', async () => {
  fake.serve({ fault: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '7200' } }) })
  await look()
  expect((await openUntil('hf')).getTime() - Date.now()).toBeGreaterThan(7_100_000)

  await aPaper({ abstract: 'Code: https://github.com/ada/one' })
  await aPaper({ abstract: 'Code: https://github.com/ada/two' })
  const reset = String(Math.floor(clock.now().getTime() / 1000) + 1_800)
  fake.serve({
    repositories: { 'ada/one': { stars: 3 }, 'ada/two': { stars: 4 } },
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
  })
  const asked = fake.requests.length
  expect(await look(['github'])).toEqual({ github: { status: 'resting' } })
  expect(fake.requests).toHaveLength(asked + 1)
  expect((await openUntil('github')).getTime() - Date.now()).toBeGreaterThan(1_700_000)
  expect(await db().observation.count()).toBe(1)
})

test('stars of the repository that a paper names are kept: its own count, a famous one’s do not', async () => {
  const own = await aPaper({ abstract: 'We release \\url{https://github.com/Ada/Own.git}.' })
  const famous = await aPaper({ abstract: 'Built on https://github.com/big/library' })
  const gone = await aPaper({ abstract: 'See https://github.com/ada/gone' })
  const [ownBefore, famousBefore] = [await scoreOf(own.id), await scoreOf(famous.id)]
  fake.serve({
    repositories: { 'ada/own': { stars: 40 }, 'big/library': { stars: 90_000, createdAt: '2018-01-01T00:00:00Z' } },
  })
  expect(await look(['github'], 'a-token')).toMatchObject({ github: { asked: 3, told: 2 } })
  expect(fake.requests[0]?.headers).toMatchObject({
    authorization: 'Bearer a-token',
    'x-github-api-version': '2022-11-28',
  })
  expect(await valuesOf(own.id, 'github_stars')).toEqual([40])
  expect(await valuesOf(famous.id, 'github_stars')).toEqual([90_000])
  expect(await scoreOf(own.id)).toBeGreaterThan(ownBefore)
  expect(await scoreOf(famous.id)).toBe(famousBefore)
  expect(await db().paperRepository.findUnique({ where: { paperId: gone.id } })).toMatchObject({ gone: true })

  clock.passMinutes(6 * 60)
  expect(await look(['github'])).toMatchObject({ github: { asked: 2, taken: 0 } })
  expect(fake.requests.slice(3).map(({ status }) => status)).toEqual([304, 304])
})

test('the repository that authors linked at Hugging Face goes before the one in the abstract', async () => {
  const { id } = await aPaper({ abstract: 'Unlike https://github.com/others/baseline, ours is fast.' })
  await look(['github'])
  fake.serve({ days: { [TODAY]: [{ id, upvotes: 1, repository: 'https://github.com/ada/ours' }] } })
  await lookLater(['hf', 'github'])
  await lookLater(['hf', 'github'])
  expect(await db().paperRepository.findUnique({ where: { paperId: id } })).toMatchObject({
    repository: 'ada/ours',
    foundIn: 'hf',
  })
})

test('a lie moves nothing while it waits, and is gone at the next look', async () => {
  const { id } = await aPaper()
  fake.serve({ days: { [TODAY]: [{ id, upvotes: 10 }] } })
  await look()
  const honest = await scoreOf(id)
  fake.serve({ days: { [TODAY]: [{ id, upvotes: 50_000 }] } })
  expect(await lookLater()).toMatchObject({ hf: { held: 1 } })
  expect(await scoreOf(id)).toBe(honest)
  fake.serve({ days: { [TODAY]: [{ id, upvotes: 10 }] } })
  await lookLater()
  expect(await scoreOf(id)).toBe(honest)
})

test('the share of signals is decided once a day, by readers who vote, and stays with what was kept', async () => {
  const [one, two] = [await aPaper(), await aPaper()]
  const see = (paperId: string) =>
    observe([{ paperId, kind: 'hf_upvotes', value: 40, counts: 'from-zero' }], clock.now())
  await see(one.id)
  for (let voter = 0; voter < 25; voter += 1) {
    const readerId = (await aReader()).id
    const at = clock.now()
    await db().vote.create({ data: { readerId, paperId: one.id, createdAt: at, countedAt: at, tick: 0 } })
  }
  await see(two.id)
  clock.passMinutes(24 * 60)
  const three = await aPaper()
  await see(three.id)
  const weightOf = async (paperId: string) => (await db().observation.findFirstOrThrow({ where: { paperId } })).weight
  expect([await weightOf(one.id), await weightOf(two.id), await weightOf(three.id)]).toEqual([3, 3, 1.5])
  expect(await db().signalShare.findMany({ select: { voters: true, share: true } })).toEqual([
    { voters: 0, share: 1 },
    { voters: 25, share: 0.5 },
  ])
})

test('two processes that observe at once keep each growth once', async () => {
  const { id } = await aPaper()
  const see = (value: number, minute: number) =>
    observe([{ paperId: id, kind: 'hf_upvotes', value, counts: 'from-zero' }], new Date(clock.now().getTime() + minute))
  await Promise.all([see(10, 1), see(10, 2), see(10, 3), see(10, 4)])
  expect(await valuesOf(id, 'hf_upvotes')).toEqual([10])
})

test('old observations are thinned to one a day, then one a month, and no score changes', async () => {
  const { id } = await aPaper()
  for (let look = 1; look <= 40; look += 1) {
    await observe([{ paperId: id, kind: 'hf_upvotes', value: look, counts: 'from-zero' }], clock.now())
    clock.passMinutes(150)
  }
  const sum = async () => {
    const [row] = await db().$queryRaw<[{ sum: number }]>`
      select ln(sum(weight * power(2::float8, tick / 2 - 900))) as sum from score_terms where paper_id = ${id}`
    return row.sum
  }
  const before = await sum()
  const later = (days: number) => new Date(Date.parse(`${TODAY}T12:00:00Z`) + days * 86_400_000)
  expect(await tidyObservations(later(20))).toBe(0)
  expect(await tidyObservations(later(60))).toBe(35)
  expect(await tidyObservations(later(60))).toBe(0)
  expect((await valuesOf(id, 'hf_upvotes')).at(-1)).toBe(40)
  expect(await sum()).toBeCloseTo(before, 9)
  await recount({ clock })
  expect(await recount({ clock })).toMatchObject({ checked: 1, corrected: 0 })
  expect(await tidyObservations(later(260))).toBe(4)
  expect(await valuesOf(id, 'hf_upvotes')).toEqual([40])
  expect(await sum()).toBeCloseTo(before, 9)
})

test('copies of pages that nobody asks for go after two months', async () => {
  await look()
  const copies = await db().feedCopy.count()
  expect(await forgetCopies(new Date(clock.now().getTime() + 59 * 86_400_000))).toBe(0)
  expect(await forgetCopies(new Date(clock.now().getTime() + 61 * 86_400_000))).toBe(copies)
})

test('what is switched off is not asked', async () => {
  await aPaper({ abstract: 'https://github.com/ada/own' })
  expect(await look([])).toEqual({})
  expect(fake.requests).toEqual([])
})

test('page, JSON, metrics and doctor tell how sources do, and a source that is down breaks nothing', async () => {
  const settings = { SIGNALS: 'hf', METRICS_TOKEN: 'a-token-for-the-tests' }
  const config = setSettings(settings, clock)
  fake.serve({ fault: () => ({ kind: 'status', status: 503 }) })
  await look()
  const sentence =
    /Upvotes and comments at Hugging Face have not been told since 2026-11-20 06:00 UTC: .* answers with HTTP status 503/
  expect(await (await getPage(new Request('http://localhost:3000/about/freshness'))).text()).toMatch(sentence)
  const json = (await (await getJson(new Request('http://localhost:3000/about/freshness.json'))).json()) as object
  expect(json).toMatchObject({
    signals: [
      { name: 'hf', failures: 1, isOn: true },
      { name: 'github', isOn: false },
    ],
  })
  expect(await renderMetrics(config)).toContain('broadsheet_signal_failures{source="hf"} 1')
  expect(await checkSignals(config)).toMatchObject([
    { state: 'notice', sentence: expect.stringMatching(sentence) },
    { state: 'fine', sentence: 'Stars at GitHub are not asked for here.' },
  ])
})

test('a prediction is kept as an observation of its own; without a trained model there is none, and at a cap of 0 it moves nothing', async () => {
  const [plain, expected] = [await aPaper(), await aPaper()]
  const lists = {
    [TODAY]: [
      { id: plain.id, upvotes: 3 },
      { id: expected.id, upvotes: 3, repository: 'https://github.com/ada/own' },
    ],
  }
  fake.serve({ days: lists })
  await look()
  expect(await db().observation.count({ where: { kind: 'early_warning' } })).toBe(0)
  const before = await scoreOf(expected.id)
  fake.serve({ days: { [TODAY]: lists[TODAY]?.map((one) => ({ ...one, comments: 1 })) ?? [] } })
  clock.passMinutes(120)
  const origin = { trainedOn: 'a test', from: '', to: '', days: 1, moments: 1, ridge: 1, at: '' }
  await look(['hf'], undefined, { origin, bias: 2, weights: { code: 1, votes: 0.5 } })
  expect(await valuesOf(plain.id, 'early_warning')).toEqual([14])
  expect(await valuesOf(expected.id, 'early_warning')).toEqual([39])
  expect(await db().observation.count({ where: { kind: 'early_warning', weight: { gt: 0 } } })).toBe(0)
  expect((await scoreOf(expected.id)) - before).toBeCloseTo((await scoreOf(plain.id)) - before, 9)
})
