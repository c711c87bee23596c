import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchAsked } from '@/lib/community/ask-for-papers'
import { forgetReader } from '@/lib/community/forget-reader'
import { config } from '@/lib/config'
import { db } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { arxivSettings } from '@/lib/ingest/settings'
import { explain } from '@/lib/trending/explain'
import { parseCursor } from '@/lib/views/cursor'
import { listIds, listView } from '@/lib/views/list-view'
import { renderTwin } from '@/lib/views/twins'
import type { ArxivRecord } from '../support/arxiv-record'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-29T08:00:00Z')
const ADA = 'ada@example.org'
const aRecord = (id: string, traits: Partial<ArxivRecord> = {}): ArxivRecord => ({
  id,
  title: `On ${id}`,
  abstract: 'We study it.',
  authors: ['Emmy Noether'],
  categories: ['math.RA'],
  submittedAt: '2008-03-01T12:00:00Z',
  ...traits,
})
const RECORDS = [
  aRecord('0803.01234'.replace('01234', '1234')),
  aRecord('hep-th/9901001', { submittedAt: '1999-01-04T12:00:00Z', categories: ['hep-th'] }),
  aRecord('2611.20001', { submittedAt: '2026-11-26T12:00:00Z' }),
  aRecord('0803.4321', { comments: 'This paper has been withdrawn by the author due to an error' }),
]
let fake: FakeArxiv
let ada: Visitor

beforeAll(async () => {
  fake = await startFakeArxiv({ records: RECORDS })
})
afterAll(() => fake.close())
beforeEach(async () => {
  clock.moveTo('2026-11-29T08:00:00Z')
  setSettings({ ...fake.env, CATEGORIES: 'cs.LG' }, clock)
  fake.serve({ records: RECORDS })
  await db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits, asked_papers cascade`
  await db().$executeRaw`update gates set open_at = now()`
  ada = await signInAs(ADA)
})

const submit = (paper: string, note = '', by = ada) => by.post('/submit', { paper, note })
const idOf = async (email: string) => (await db().reader.findUniqueOrThrow({ where: { email } })).id
const away = () => fake.serve({ records: RECORDS, fault: () => ({ kind: 'status', status: 503 }) })
const work = () =>
  fetchAsked({ arxiv: openArxiv({ ...arxivSettings(), retryBudgetMs: 0 }), clock: config().clock, maturityHours: 0 })

test('a paper of any age and field comes by whatever names it, with its submitter’s sentence and vote', async () => {
  for (const [typed, id] of [
    ['https://arxiv.org/pdf/0803.1234v1.pdf', '0803.1234'],
    ['doi:10.48550/arXiv.2611.20001', '2611.20001'],
    ['(arXiv:hep-th/9901001v2)', 'hep-th/9901001'],
  ] as const) {
    const { status, to } = await submit(typed, '  It\nholds  up. ')
    expect({ status, to }).toEqual({ status: 303, to: `/submit?about=${id}` })
    expect((await ada.get(to ?? '')).html).toContain('brought by you, with your vote')
    const paper = await db().paper.findUniqueOrThrow({ where: { id }, include: { standing: true, submission: true } })
    expect(paper.standing).toMatchObject({ votes: 1, countedVotes: 0 })
    expect(paper.submission).toMatchObject({ readerId: await idOf(ADA), note: 'It holds up.' })
  }
  const view = { kind: 'submitted' } as const
  expect(await listIds(view)).toEqual(['hep-th/9901001', '2611.20001', '0803.1234'].sort().reverse())
  const page = await listView(view, { limit: 2 })
  expect(page.papers[0]?.submitted).toEqual({ day: '2026-11-29', by: null, words: 'It holds up.' })
  expect((await listView(view, { after: cursorOf(page.next) })).papers).toHaveLength(1)
  const feed = renderTwin('json', { view, ...page, minVotes: 0, now: clock.now() }).body
  expect(feed).toContain('Submitted by a reader: It holds up.')
  // A digest goes by when it was brought, not by when arXiv had it.
  const since = new Date('2026-11-28T08:00:00Z')
  expect(await listCandidates({ view, minVotes: 0 }, { kind: 'recent', since })).toHaveLength(3)
  clock.moveTo('2027-01-15T08:00:00Z')
  expect(await listCandidates({ view, minVotes: 0 }, { kind: 'recent', since: clock.now() })).toEqual([])
})

test('what is here already gets a vote, once, and the page says so', async () => {
  const { id } = await aPaper({ title: 'Known' })
  for (let again = 0; again < 2; again++) {
    const { to } = await submit(id)
    expect((await ada.get(to ?? '')).html).toMatch(
      /was here already: your submission is a vote for it. It has\s+one vote/,
    )
  }
  expect(await db().submission.count()).toBe(0)
  expect(fake.requests.filter(({ url }) => url.includes(id))).toEqual([])
})

test('a sentence for what is here already is not lost: the answer says why it does not stand there, and offers it as a comment', async () => {
  const { id } = await aPaper({ title: 'Known' })
  const { to } = await submit(id, 'Holds & is <short>.')
  const { html } = await ada.get(to ?? '')
  expect(html).toContain('Your sentence does not stand beside it')
  expect(html).toMatch(new RegExp(`action="/papers/${id}/comments".*Holds &amp; is &lt;short&gt;\\.</textarea>`, 's'))
  expect(html).not.toContain('value="Holds')
  const said = await ada.post(`/papers/${id}/comments`, { text: 'Holds & is <short>.', name: 'ada' })
  expect(said.status).toBe(303)
  expect((await ada.get(`/papers/${id}`)).html).toContain('Holds &amp; is &lt;short&gt;.')
})

test('with arXiv away it is asked for and said so; the worker brings it, and whoever asked votes', async () => {
  away()
  const bob = await signInAs('bob@example.org', new Visitor('198.51.100.9'))
  const { to } = await submit('0803.1234', 'Still true.')
  expect((await ada.get(to ?? '')).html).toContain('is asked for. arXiv did not give it yet')
  clock.passMinutes(1)
  await submit('0803.1234', 'Me too.', bob)
  clock.passMinutes(40)
  expect(await work()).toMatchObject({ asked: 1, came: 0 })
  fake.serve({ records: RECORDS })
  clock.passMinutes(40)
  await db().$executeRaw`update gates set open_at = now()`
  const both = await Promise.all([work(), work()])
  expect(both.some(({ came }) => came === 1)).toBe(true)
  const paper = await db().paper.findUniqueOrThrow({
    where: { id: '0803.1234' },
    include: { standing: true, submission: true },
  })
  // Hers is shown and does not rank, since she brought it; his does.
  expect(paper.standing).toMatchObject({ votes: 2, countedVotes: 1 })
  expect(await explain(paper.id, clock.now())).toMatchObject({
    parts: [{ kind: 'listed' }, { kind: 'vote', acts: 1, weight: 1 }],
    uncounted: [{ reason: expect.stringContaining('who brought it here'), votes: 1 }],
  })
  expect(paper.submission).toMatchObject({ readerId: await idOf(ADA), note: 'Still true.' })
  expect(await db().askedPaper.count()).toBe(0)
  expect(await work()).toEqual({ asked: 0, came: 0 })
})

test('what arXiv does not have, or has withdrawn, is told plainly; a young one is waited for', async () => {
  const { to } = await submit('0803.9999')
  expect((await ada.get(to ?? '')).html).toContain('is no paper that arXiv has')
  expect((await ada.get((await submit('0803.4321')).to ?? '')).html).toContain('was withdrawn by its authors')
  expect((await ada.get((await submit('2611.29999')).to ?? '')).html).toContain('is asked for')
  clock.passMinutes(4 * 24 * 60)
  await work()
  expect((await ada.get('/submit')).html).toMatch(/2611\.29999.*is no paper that arXiv has/)
  clock.passMinutes(31 * 24 * 60)
  await work()
  expect(await db().askedPaper.count()).toBe(0)
  expect(await db().paper.count()).toBe(0)
})

test('nothing that was typed is lost: not by a fault, not by signing in first, not by the limit', async () => {
  const faulty = await submit('no paper at all <b>', 'My <i>sentence</i>')
  expect(faulty.status).toBe(422)
  expect(faulty.html).toContain('value="no paper at all &lt;b&gt;"')
  expect(faulty.html).toContain('value="My &lt;i&gt;sentence&lt;/i&gt;"')
  expect((await submit('0803.1234', 'x'.repeat(281))).html).toContain(`value="${'x'.repeat(281)}"`)

  const out = new Visitor()
  const { status, to } = await submit('0803.1234', 'Why & how', out)
  expect(status).toBe(303)
  const back = new URL(to ?? '', 'http://here').searchParams.get('back') ?? ''
  expect((await ada.get(back)).html).toContain('value="Why &amp; how"')
  const long = await submit('0803.1234', '字'.repeat(280), out)
  expect([long.status, long.html.includes('字'.repeat(280))]).toEqual([401, true])
  const long2 = await submit('0803.1234', '字'.repeat(280))
  expect(long2.to).toBe('/submit?about=0803.1234')

  for (let paper = 0; paper < 19; paper++) await submit(`0803.${5000 + paper}`)
  const busy = await submit('hep-th/9901001', 'Mine')
  expect([busy.status, busy.html.includes('value="Mine"')]).toEqual([429, true])
})

test('a reader’s name stands with what they brought', async () => {
  await ada.post('/settings/name', { name: 'Ada' })
  await submit('0803.1234', 'Read <b>this</b>.')
  const { html } = await ada.get('/papers/submitted')
  expect(html).toMatch(
    /Submitted here by <a href="\/people\/Ada">Ada<\/a> on <time[^>]*>29 Nov 2026<\/time>: Read &lt;b&gt;this&lt;\/b&gt;\./,
  )
  expect(html).toMatch(/Submitted <time dateTime="2008-03-01">|Submitted <time datetime="2008-03-01">/)
})

test('a program gets JSON: what became of it, or the problem', async () => {
  const { POST } = await import('@/app/submit/route')
  const json = async (paper: string, by = ada) => {
    const request = by.request('/submit', { method: 'POST', body: new URLSearchParams({ paper }) })
    request.headers.set('accept', 'application/json')
    const answer = await POST(request)
    return [answer.status, await answer.json()]
  }
  expect(await json('hep-th/9901001')).toEqual([
    201,
    { id: 'hep-th/9901001', url: 'http://localhost:3000/papers/hep-th/9901001', status: 'submitted' },
  ])
  expect(await json('hep-th/9901001')).toMatchObject([200, { status: 'known', votes: 1 }])
  expect(await json('0803.9999')).toMatchObject([404, { title: 'arXiv has no such paper' }])
  expect(await json('nothing')).toEqual([422, expect.anything()])
  expect(await json('nothing', new Visitor())).toEqual([401, expect.anything()])
})

test('the page of a person shows what they brought, and their votes only if they say so', async () => {
  const { id } = await aPaper({ title: 'Voted for' })
  await ada.post(`/papers/${id}/vote`)
  await submit('0803.1234', 'Read this.')
  expect((await ada.get('/people/Ada-L')).status).toBe(404)
  await ada.post('/settings/name', { name: 'Ada-L' })
  const shown = await new Visitor().get('/people/Ada-L')
  expect([shown.status, shown.html.includes('On 0803.1234'), shown.html.includes('Voted for')]).toEqual([
    200,
    true,
    false,
  ])
  expect(shown.html).toContain('<a href="/people/Ada-L">Ada-L</a>')
  expect((await ada.get('/people/Bob')).status).toBe(404)
  expect((await new Visitor().get('/people/ADA-I')).to).toBe('/people/Ada-L')
  expect((await ada.get('/settings')).html).toContain('Show my votes there')

  await ada.post('/settings/votes', { votes: 'public' })
  expect((await new Visitor().get('/people/Ada-L')).html).toContain('Voted for')
  expect((await new Visitor().get('/people/Ada-L.json')).html).toContain('Voted for')
  const since = new Date('2026-11-28T08:00:00Z')
  const list = { view: { kind: 'person', name: 'Ada-L' } as const, minVotes: 0 }
  expect(await listCandidates(list, { kind: 'recent', since })).toHaveLength(2)
  await ada.post('/settings/votes', { votes: 'private' })
  expect((await new Visitor().get('/people/Ada-L')).html).not.toContain('Voted for')
  for (const name of ['%3Cb%3E', 'a', 'x'.repeat(300), 'Ada-L/x'])
    expect((await ada.get(`/people/${name}`).catch(() => ({ status: 404 }))).status).toBe(404)
})

test('whoever leaves takes name and words along; the paper stays', async () => {
  await submit('0803.1234', 'A sentence of mine.')
  const id = await idOf(ADA)
  away()
  await submit('hep-th/9901001', 'Another of mine.')
  await forgetReader(ADA)
  expect(await db().submission.findMany()).toMatchObject([{ paperId: '0803.1234', readerId: null, note: null }])
  expect(await db().askedPaper.count()).toBe(0)
  expect(await db().submission.count({ where: { readerId: id } })).toBe(0)
})

const cursorOf = (next: string | null) => parseCursor(next ?? '')
