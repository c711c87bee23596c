import { afterEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { addReadyPapers, readyPapers } from '@/lib/papers/add-in-bulk'
import { addPapers } from '@/lib/papers/add-papers'
import { findPaper } from '@/lib/papers/find-paper'
import type { PaperDraft } from '@/lib/papers/types'
import { useTestDatabase } from '../support/database'

useTestDatabase()
afterEach(() => db().$executeRaw`truncate papers, import_positions cascade`)

const now = new Date('2026-11-20T08:00:00Z')
const PLAIN = 'Words of O\'Brien\'s, “quoted” and "quoted".'
const FORMULA = 'Let $n < m$ & more.'

const aDraft = (nth: number, traits: Partial<PaperDraft> = {}): PaperDraft => ({
  id: `2611.${String(nth).padStart(5, '0')}`,
  version: 2,
  titleSource: nth % 2 === 0 ? 'On $x^2$' : 'On squares',
  abstractSource: nth % 3 === 0 ? FORMULA : nth % 3 === 1 ? PLAIN : "First \\'etude.\n\nSecond.",
  authors: ['Ada Lovelace', 'Ada  Lovelace', 'Emmy Noether', '???'],
  categories: ['cs.LG', 'cs.AI'],
  comments: '3 pages',
  doi: null,
  journalRef: null,
  license: null,
  submittedAt: new Date('2026-11-18T10:00:00Z'),
  updatedAt: new Date('2026-11-19T10:00:00Z'),
  earlier: [{ version: 1, submittedAt: new Date('2026-11-18T10:00:00Z') }],
  ...traits,
})
const manyDrafts = (count: number) => Array.from({ length: count }, (_, nth) => aDraft(nth + 1))
const nothing = async () => {}

/** All that is stored, table by table. */
const everything = () =>
  Promise.all([
    db().paper.findMany({ orderBy: { id: 'asc' } }),
    db().paperStanding.findMany({ orderBy: { paperId: 'asc' } }),
    db().$queryRaw`select * from paper_authors order by paper_id, key`,
    db().$queryRaw`select * from paper_categories order by paper_id, category`,
    db().$queryRaw`select * from paper_versions order by paper_id, version`,
  ])

test('papers made ready ahead are stored as those that are added one by one', async () => {
  const drafts = [...manyDrafts(120), aDraft(7, { version: 3, titleSource: 'Later' }), aDraft(121, { authors: [] })]
  const { rejected, added } = await addReadyPapers(await readyPapers(drafts, now), nothing)
  expect([added, rejected]).toEqual([120, [{ id: '2611.00121', reason: 'has no authors' }]])
  const bulk = await everything()
  await db().$executeRaw`truncate papers cascade`
  await addPapers(drafts, now, { kind: 'record' })
  expect(bulk).toEqual(await everything())
})

describe('what came between', () => {
  test('a paper that another writer stored meanwhile is decided on anew', async () => {
    const ready = await readyPapers(manyDrafts(60), now)
    await addPapers([aDraft(5), aDraft(9, { version: 3, titleSource: 'Newer' })], now, { kind: 'record' })
    const { added, unchanged, updated } = await addReadyPapers(ready, nothing)
    expect([added, unchanged + updated]).toEqual([58, 2])
    expect(await findPaper('2611.00009')).toMatchObject({ version: 3, title: 'Newer' })
  })

  test('what is to stand with the papers stands with none of them when it fails', async () => {
    const ready = await readyPapers(manyDrafts(60), now)
    await expect(
      addReadyPapers(ready, async () => {
        throw new Error('no place to note it')
      }),
    ).rejects.toThrow('no place to note it')
    expect(await db().paper.count()).toBe(0)
  })
})

test('an abstract that markup writes as it stands is kept once, and follows its paper into formulas and back', async () => {
  const draft = aDraft(1, { version: 1, earlier: [] })
  const kept = () => db().paper.findUniqueOrThrow({ where: { id: draft.id }, select: { abstractHtml: true } })
  await addPapers([draft], now)
  expect(await kept()).toEqual({ abstractHtml: null })
  expect(await findPaper(draft.id)).toMatchObject({ abstract: PLAIN, abstractHtml: PLAIN })
  await addPapers([{ ...draft, version: 2, abstractSource: FORMULA }], now)
  expect((await findPaper(draft.id))?.abstractHtml).toMatch(/^Let <math.*<\/math> &amp; more\.$/s)
  await addPapers([{ ...draft, version: 3 }], now)
  expect(await kept()).toEqual({ abstractHtml: null })
})
