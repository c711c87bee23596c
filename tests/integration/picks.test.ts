import { gunzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { forgetReader } from '@/lib/community/forget-reader'
import { PERMISSIONS } from '@/lib/community/permissions'
import { pick, unpick } from '@/lib/community/picks'
import { db } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { whyOfList } from '@/lib/digest/why'
import { findMarks } from '@/lib/marks/find-marks'
import { upvote } from '@/lib/papers/votes'
import { RANKING } from '@/lib/trending/constants'
import { explain } from '@/lib/trending/explain'
import { makeRankingLog, openRankingLog } from '@/lib/trending/ranking-log'
import { recomputePage } from '@/lib/trending/recompute'
import { recount } from '@/lib/trending/recount'
import { parseCursor } from '@/lib/views/cursor'
import { listIds, listView } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-24T04:00:00Z')
const ROOT = 'root@example.org'
const CURATOR = 'curator@example.org'
const today = '2026-11-24'
let curator: Visitor

beforeEach(async () => {
  clock.moveTo('2026-11-24T04:00:00Z')
  setSettings({ ADMIN_EMAILS: ROOT }, clock)
  await db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits cascade`
  curator = await signInAs(CURATOR)
  const { id: readerId } = await readerOf(CURATOR)
  await db().readerRole.create({ data: { readerId, role: 'curator', namedAt: clock.now(), reason: 'a test' } })
})

const readerOf = (email: string) => db().reader.findUniqueOrThrow({ where: { email } })
const picking = (paper: string, why = 'It holds.', day = today) => curator.post('/pick', { paper, why, day })

test('the form says whether a name stands beside the pick, and where to take one', async () => {
  const { id } = await aPaper()
  expect((await curator.get(`/pick?paper=${id}`)).html).toContain('<a href="/settings#your-name">you take one</a>')
  const fault = await curator.post('/settings/name', { name: 'no name!' })
  expect([fault.status, fault.html.includes('value="no name!"')]).toEqual([422, true])
  await curator.post('/settings/name', { name: 'Emmy' })
  expect((await curator.get(`/pick?paper=${id}`)).html).toContain('with your name.')
})

test('a pick stands beside its paper everywhere, has its day, and leads its own list with twins and digest', async () => {
  await curator.post('/settings/name', { name: 'Emmy' })
  const papers = [await aPaper(), await aPaper(), await aPaper()]
  for (const [at, { id }] of papers.entries()) {
    clock.passMinutes(1)
    expect((await picking(id, `Reason <${at}>`, at === 1 ? '2026-11-20' : today)).to).toBe(`/papers/${id}`)
  }
  const [first, early, last] = papers.map(({ id }) => id) as [string, string, string]
  expect(await listIds({ kind: 'picks' })).toEqual([last, first, early])
  const page = await listView({ kind: 'picks' }, { limit: 1 })
  expect(page.papers[0]?.picked).toEqual({ day: today, by: 'Emmy', words: 'Reason <2>' })
  expect(await listIds({ kind: 'picks' }, { after: parseCursor(page.next ?? '') })).toEqual([first, early])
  expect(await listIds({ kind: 'picks', day: '2026-11-20' })).toEqual([early])

  const { html } = await new Visitor().get('/picks')
  expect(html).toContain('Reason &lt;2&gt;')
  expect(html).toContain(`<a href="/picks/${today}">Pick</a>`)
  const day = await new Visitor().get('/picks/2026-11-20')
  expect([day.status, day.html.includes(`href="/picks/${today}"`)]).toEqual([200, true])
  expect((await new Visitor().get('/picks/2026-11-19')).status).toBe(404)
  expect((await new Visitor().get('/picks/never')).status).toBe(400)
  expect((await new Visitor().get('/picks.rss')).html).toContain('Picked by Emmy: Reason')
  expect((await new Visitor().get('/people/Emmy')).html).toContain('Reason &lt;1&gt;')

  const since = new Date('2026-11-24T04:02:30Z')
  const candidates = await listCandidates({ view: { kind: 'picks' }, minVotes: 0 }, { kind: 'recent', since })
  expect(candidates.map(({ id }) => id)).toEqual([last])
  const { papers: shown } = await listView({ kind: 'picks' })
  expect(whyOfList('/picks', candidates)(shown[0] as never)).toBe('picked by Emmy: Reason <2>')
  expect(whyOfList('/', candidates)(shown[0] as never)).toBe('picked by Emmy: Reason <2>')
})

test('a pick is one stated term of the score: pages, explanation, log and recount agree, and it goes with the pick', async () => {
  const [plain, voted, picked] = [await aPaper(), await aPaper(), await aPaper()]
  for (let votes = 0; votes < 2; votes++) await upvote(voted.id, await aReader(), clock.now(), 0)
  const before = (await db().paperStanding.findUniqueOrThrow({ where: { paperId: picked.id } })).score
  await picking(picked.id)
  expect(await listIds({ kind: 'trending' })).toEqual([picked.id, voted.id, plain.id])
  const explanation = await explain(picked.id, clock.now())
  expect(explanation?.parts).toContainEqual(
    expect.objectContaining({ kind: 'pick', name: 'A curator’s pick', day: today, acts: 1, weight: RANKING.pick }),
  )
  const sum = explanation?.parts.reduce((total, { worth }) => total + worth, 0) ?? 0
  expect(sum).toBeCloseTo(explanation?.heat ?? 0, 9)
  await makeRankingLog(clock.now())
  const parts: Uint8Array[] = []
  for await (const part of (await openRankingLog())?.parts ?? []) parts.push(part)
  const log = gunzipSync(Buffer.concat(parts)).toString()
  expect(log).toContain(`${picked.id},pick,${RANKING.pick},2026-11-24T04:00:00Z`)
  const places = await recomputePage(
    (async function* () {
      yield* log.split('\n')
    })(),
    5,
  )
  expect(places.map(({ id }) => id)).toEqual([picked.id, voted.id, plain.id])
  expect(await recount({ clock })).toMatchObject({ checked: 3, corrected: 0 })
  await curator.post('/pick', { paper: picked.id, act: 'unpick' })
  expect((await db().paperStanding.findUniqueOrThrow({ where: { paperId: picked.id } })).score).toBeCloseTo(before, 12)
})

test('of many curators at once one picks a paper; the others are told, and only their own can be changed or taken back', async () => {
  const { id } = await aPaper()
  const readers = await Promise.all(Array.from({ length: 20 }, () => aReader()))
  const outcomes = await Promise.all(
    readers.map((reader) => pick({ paperId: id, day: today, why: `By ${reader.id}` }, reader.id, clock.now())),
  )
  expect(outcomes.filter(({ status }) => status === 'picked')).toHaveLength(1)
  expect(outcomes.filter(({ status }) => status === 'theirs')).toHaveLength(19)
  expect((await picking(id)).status).toBe(409)
  const owner = (await db().pick.findUniqueOrThrow({ where: { paperId: id } })).readerId ?? ''
  expect(await unpick(id, (await readerOf(CURATOR)).id)).toMatchObject({ status: 'theirs' })
  expect(await pick({ paperId: id, day: '2026-11-20', why: 'Changed.' }, owner, clock.now())).toEqual({
    status: 'picked',
  })
  expect(await unpick(id, owner)).toEqual({ status: 'unpicked' })
  expect(await unpick(id, owner)).toEqual({ status: 'unpicked' })
  expect(await pick({ paperId: '2611.99999', day: today, why: 'x' }, owner, clock.now())).toEqual({
    status: 'not-found',
  })
})

test('curators are offered it, others refused; a day too far, no reason or no paper is told with what was typed kept', async () => {
  const { id } = await aPaper()
  const marks = { marks: ['curates'], numbers: [] }
  expect((await findMarks((await readerOf(CURATOR)).id, marks, clock.now())).held).toContain('curates')
  // An admin is offered what the table lets admins do, and shows the second step at the door.
  expect(PERMISSIONS.pick).toContain('admin')
  const root = await signInAs(ROOT)
  expect((await findMarks((await readerOf(ROOT)).id, marks, clock.now())).held).toContain('curates')
  expect((await root.get(`/pick?paper=${id}`)).to).toMatch(/^\/sign-in\/second-factor\?back=%2Fpick/)
  const reader = await signInAs('reader@example.org')
  expect((await findMarks((await readerOf('reader@example.org')).id, marks, clock.now())).held).not.toContain('curates')
  expect((await reader.post('/pick', { paper: id, why: 'x', day: today })).status).toBe(403)
  expect((await curator.get(`/pick?paper=${id}`)).html).toContain('Why, in a sentence')
  const late = await picking(id, 'Kept <sentence>', '2026-11-01')
  expect([late.status, late.html.includes('Kept &lt;sentence&gt;')]).toEqual([422, true])
  expect((await picking(id, '   ')).status).toBe(422)
  expect((await picking('2611.99999')).status).toBe(404)
  expect((await picking('nothing')).status).toBe(404)
})

test('whoever leaves takes name and sentence along; the pick stays, and ranks no more', async () => {
  const { id } = await aPaper()
  const { score } = await db().paperStanding.findUniqueOrThrow({ where: { paperId: id } })
  await picking(id)
  await forgetReader(CURATOR)
  expect(await db().pick.findUniqueOrThrow({ where: { paperId: id } })).toMatchObject({ readerId: null, why: null })
  expect(await db().paperStanding.findUniqueOrThrow({ where: { paperId: id } })).toMatchObject({ score })
  expect((await explain(id, clock.now()))?.parts.map(({ kind }) => kind)).toEqual(['listed'])
  expect(await recount({ clock })).toMatchObject({ corrected: 0 })
})
