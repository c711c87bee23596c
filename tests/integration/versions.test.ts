import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { GET as getDaily } from '@/app/api/daily_papers/route'
import { GET } from '@/app/papers/[...path]/route'
import { db, pool } from '@/lib/database/client'
import { addPapers } from '@/lib/papers/add-papers'
import type { SourceKind } from '@/lib/papers/reconcile'
import type { PaperDraft } from '@/lib/papers/types'
import { findComparison, listVersions } from '@/lib/papers/versions'
import { listView } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'

useTestDatabase()
afterEach(() => db().$executeRaw`truncate papers cascade`)

const id = '2611.00001'
const day = (number: number) => new Date(Date.UTC(2026, 10, number, 8))
const tell = (traits: Partial<PaperDraft>, now: Date, kind: SourceKind = 'record') =>
  addPapers([{ ...first, ...traits }], now, { kind })
const first: PaperDraft = {
  id,
  version: 1,
  titleSource: 'On $x^2$',
  abstractSource: 'We study a fast method for $x^2$.',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
  comments: null,
  doi: null,
  journalRef: null,
  license: null,
  submittedAt: day(1),
  updatedAt: day(1),
}
const rows = () => db().paperVersion.findMany({ orderBy: { version: 'asc' } })
const page = (address: string) =>
  GET(new Request(`http://localhost:3000/papers/${address}`, { headers: { accept: 'text/html' } }))

test('each version that is met is kept with its own text, comment and date, and a new one leaves the old ones alone', async () => {
  await tell({ comments: '3 pages' }, day(2))
  await tell({ version: 3, titleSource: 'On $x^3$', comments: '5 pages', updatedAt: day(9) }, day(10))
  expect(await rows()).toMatchObject([
    { version: 1, titleSource: 'On $x^2$', comments: '3 pages', submittedAt: day(1), firstSeenAt: day(2) },
    { version: 3, titleSource: 'On $x^3$', comments: '5 pages', submittedAt: day(9), firstSeenAt: day(10) },
  ])
})

test('a listing that brings a new version gives it no comment or date of the one before; the record tells them', async () => {
  await tell({ comments: '3 pages' }, day(2))
  await tell({ version: 2, submittedAt: null, updatedAt: null }, day(10), 'listing')
  expect((await rows())[1]).toMatchObject({ version: 2, comments: null, submittedAt: null })
  await tell({ version: 2, comments: null, updatedAt: day(9) }, day(11))
  expect((await rows())[1]).toMatchObject({ comments: null, submittedAt: day(9), firstSeenAt: day(10) })
  expect(await db().paper.findFirst()).toMatchObject({ comments: null, updatedAt: day(9) })
})

test('a version of which only the date is known is shown with it, and nothing is compared with it', async () => {
  await tell({ version: 3, updatedAt: day(9), earlier: [{ version: 2, submittedAt: day(5) }] }, day(10))
  await tell({ version: 4, titleSource: 'On $x^4$', updatedAt: day(11) }, day(12))
  const html = await (await page(id)).text()
  expect(html).toMatch(/v1<!-- --> never met here|v1 never met here/)
  expect(html).toMatch(
    /v2<\/a> submitted <time[^>]*datetime="2026-11-05[^>]*>[^<]*<\/time>; its text was never met here/i,
  )
  expect(html).toContain('Changes since v3')
  expect(html).not.toContain('Changes since v2')
  expect((await page(`${id}?compare=2..4`)).status).toBe(404)
})

test('an edit of the metadata within a version changes that row, and is no version of its own', async () => {
  await tell({ version: 2 }, day(2))
  await tell({ version: 2, titleSource: 'On $x^2$, again' }, day(5))
  expect(await rows()).toMatchObject([{ version: 2, titleSource: 'On $x^2$, again', firstSeenAt: day(2) }])
})

test('an older version that is met late is kept, once, and the paper stays as it is', async () => {
  await tell({ version: 2, titleSource: 'Second' }, day(2))
  await tell({ version: 1 }, day(5))
  await tell({ version: 1, titleSource: 'First, told otherwise' }, day(6))
  expect(await rows()).toMatchObject([{ version: 1, titleSource: 'On $x^2$' }, { titleSource: 'Second' }])
  expect(await db().paper.findFirst()).toMatchObject({ version: 2, title: 'Second' })
})

test('a source that names no version writes none', async () => {
  await tell({}, day(2))
  await tell({ version: null, titleSource: 'Perhaps v2' }, day(5))
  expect(await rows()).toMatchObject([{ version: 1, titleSource: 'On $x^2$' }])
})

test('what is told again is not written again, nor by a dry run', async () => {
  await tell({}, day(2))
  const place = () => db().$queryRaw`select xmin::text || ctid::text as row from paper_versions`
  const before = await place()
  await tell({}, day(3))
  await tell({ submittedAt: null, updatedAt: null }, day(3), 'listing')
  await addPapers([{ ...first, version: 2 }], day(4), { dryRun: true })
  expect(await place()).toEqual(before)
})

test('a comparison holds whole formulas, and marks of another text than that of its versions never come in', async () => {
  await tell({}, day(2))
  await tell({ version: 2, abstractSource: 'We study a <b>slow</b> method for $x^3$.' }, day(10))
  const comparison = await findComparison(id, 1, 2)
  expect(comparison?.title.map(({ change }) => change)).toEqual(['kept'])
  expect(comparison?.abstract.map(({ change }) => change)).toEqual([
    'kept',
    'removed',
    'added',
    'kept',
    'removed',
    'added',
    'kept',
  ])
  const html = comparison?.abstract.map((one) => one.html).join('') ?? ''
  expect(html.match(/<math/g)).toHaveLength(2)
  expect(html).toContain('&lt;')
  expect(html).not.toContain('<b>')
  expect(await findComparison(id, 1, 7)).toBeNull()
})

test('the page of a paper names the versions that were met and those that never were', async () => {
  await tell({}, day(2))
  await tell({ version: 4, updatedAt: day(9) }, day(10))
  const html = await (await page(id)).text()
  expect(html).toContain(`href="https://arxiv.org/abs/${id}v4"`)
  expect(html).toContain('v2 to v3 never met here')
  expect(html).toContain(`href="/papers/${id}?compare=1..4#changes"`)
  expect(await listVersions(id)).toHaveLength(2)
})

test('?compare= shows what went and what came, to the ear too', async () => {
  await tell({}, day(2))
  await tell({ version: 2, titleSource: 'On $x^3$' }, day(10))
  const answer = await page(`${id}?compare=1..2`)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toMatch(
    /<del><span class="unseen"> \[taken out: <\/span>.*<\/del>.*<ins><span class="unseen"> \[put in: /,
  )
  expect(html).toContain('noindex')
})

test.each(['1', '3..1', '2..2', '1..x', '0..2', '1..1000', ''])(
  '?compare=%s is refused and says what it takes',
  async (asked) => {
    await tell({}, day(2))
    const answer = await page(`${id}?compare=${asked}`)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('such as 1..3')
  },
)

test('versions that were not met cannot be compared, and the page says which were', async () => {
  await tell({}, day(2))
  const answer = await page(`${id}?compare=1..9`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('has met v1')
})

test('a withdrawn paper leaves trending, keeps its place in its day, and comes back with a version that is not withdrawn', async () => {
  const line = { paperId: id, category: 'cs.LG', day: '2026-11-03', type: 'new' as const }
  const idsOf = async (view: Parameters<typeof listView>[0]) => (await listView(view)).papers.map((paper) => paper.id)
  const day3 = { kind: 'day', day: '2026-11-03' } as const
  await addPapers([first], day(2), { kind: 'record', announcements: [line] })
  const notice = 'This paper has been withdrawn by the author due to an error in (2)'
  await tell({ version: 2, comments: notice, withdrawn: true, updatedAt: day(9) }, day(10))
  expect(await idsOf({ kind: 'trending' })).toEqual([])
  const trending = await getDaily(new Request('http://localhost:3000/api/daily_papers?sort=trending'))
  expect(await trending.json()).toEqual([])
  expect(await idsOf(day3)).toEqual([id])
  expect(await (await page(id)).text()).toContain(notice)

  await tell({ version: 3, comments: null, withdrawn: false, updatedAt: day(11) }, day(12))
  expect(await idsOf({ kind: 'trending' })).toEqual([id])
  expect(await (await page(id)).text()).not.toContain('Withdrawn.')
  expect((await listVersions(id)).map(({ withdrawn }) => withdrawn)).toEqual([false, true, false])
})

test('papers from before this table begin with the version that is known of them', async () => {
  await tell({ version: 2, comments: '3 pages', updatedAt: day(9) }, day(10))
  const kept = await rows()
  await db().paperVersion.deleteMany()
  const migration = readFileSync('prisma/migrations/20261123000300_versions/migration.sql', 'utf8')
  await pool().query(migration.slice(migration.indexOf('INSERT INTO')))
  expect(await rows()).toEqual(kept)
})
