import { afterEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { addPapers } from '@/lib/papers/add-papers'
import type { AnnouncementLine, PaperDraft } from '@/lib/papers/types'
import { upvote } from '@/lib/papers/votes'
import { breakConnections } from '../support/break-connections'
import { useTestDatabase } from '../support/database'
import { aReader } from '../support/factories'

useTestDatabase()
afterEach(() => db().$executeRaw`truncate papers cascade`)

const now = new Date('2026-11-20T08:00:00Z')

const aDraft = (traits: Partial<PaperDraft> = {}): PaperDraft => ({
  id: '2611.00001',
  version: 1,
  titleSource: 'On $x^2$',
  abstractSource: 'We study it.',
  authors: ['Ada Lovelace', 'Emmy Noether'],
  categories: ['cs.LG', 'cs.AI'],
  comments: null,
  doi: null,
  journalRef: null,
  license: null,
  submittedAt: null,
  updatedAt: null,
  ...traits,
})
const manyDrafts = (count: number) =>
  Array.from({ length: count }, (_, index) => aDraft({ id: `2611.${String(index + 1).padStart(5, '0')}` }))
const listed = (paperId: string, traits: Partial<AnnouncementLine> = {}): AnnouncementLine => ({
  paperId,
  category: 'cs.LG',
  day: '2026-11-20',
  type: 'new',
  ...traits,
})
const only = (id = '2611.00001') =>
  db().paper.findUniqueOrThrow({ where: { id }, include: { standing: true, authorKeys: true, categoryRows: true } })

describe('beside itself', () => {
  test('ingests of the same papers, in opposite orders, add each once and never block each other', async () => {
    const drafts = manyDrafts(700)
    const announcements = drafts.map(({ id }) => listed(id))
    const reports = await Promise.all(
      [drafts, [...drafts].reverse(), drafts, drafts.slice(350)].map((some) => addPapers(some, now, { announcements })),
    )
    expect(reports.reduce((sum, { added }) => sum + added, 0)).toBe(700)
    expect(reports.reduce((sum, { updated }) => sum + updated, 0)).toBe(0)
    expect(await db().paper.count()).toBe(700)
    expect(await db().paperStanding.count()).toBe(700)
    expect(await db().announcement.count()).toBe(700)
    expect(await db().paperAuthor.count()).toBe(1400)
  })

  test('votes go on while papers are written, and are kept', async () => {
    const drafts = manyDrafts(400)
    await addPapers(drafts, now)
    const readers = await Promise.all(Array.from({ length: 8 }, () => aReader()))
    const votes = readers.flatMap((reader) =>
      drafts.slice(0, 40).map(
        ({ id }) =>
          () =>
            upvote(id, reader, now, 0),
      ),
    )
    const writing = addPapers(
      drafts.map((draft) => ({ ...draft, version: 2, titleSource: 'Changed', submittedAt: new Date('2026-11-18') })),
      now,
    )
    for (const vote of votes) await vote()
    expect(await writing).toMatchObject({ updated: 400 })
    const standings = await db().paperStanding.findMany({ where: { votes: 8, countedVotes: 8 } })
    expect(standings).toHaveLength(40)
  })
})

test('a database that breaks off in the middle fails the call, and the next one finishes the work', async () => {
  const drafts = manyDrafts(800)
  const broken: Promise<void>[] = []
  const breakOff = (done: number) => {
    // While one of the other chunks is being written.
    if (done === 200) broken.push(breakConnections())
  }
  await expect(addPapers(drafts, now, { onChunk: breakOff })).rejects.toThrow()
  await Promise.all(broken)
  const kept = await db().paper.count()
  expect(kept % 200).toBe(0)
  expect(await addPapers(drafts, now)).toMatchObject({ added: 800 - kept, unchanged: kept })
})

describe('once more', () => {
  test('nothing is written when nothing is new', async () => {
    const told = { announcements: [listed('2611.00001')] }
    await addPapers([aDraft()], now, told)
    const [before] = await db().$queryRaw<{ row: string }[]>`select xmin::text || ctid::text as row from papers`
    expect(await addPapers([aDraft()], new Date('2026-11-21'), told)).toMatchObject({
      added: 0,
      updated: 0,
      unchanged: 1,
    })
    const [after] = await db().$queryRaw<{ row: string }[]>`select xmin::text || ctid::text as row from papers`
    expect(after).toEqual(before)
  })

  test('a new version replaces texts, authors and categories', async () => {
    await addPapers([aDraft({ comments: '3 pages' })], now)
    const changed = {
      version: 2,
      titleSource: 'On $y$',
      authors: ['Emmy Noether', 'Grace Hopper'],
      categories: ['cs.AI'],
    }
    expect(await addPapers([aDraft(changed)], now)).toMatchObject({ updated: 1 })
    const paper = await only()
    expect(paper).toMatchObject({ version: 2, title: 'On $y$', primaryCategory: 'cs.AI', comments: '3 pages' })
    expect(paper.titleHtml).toContain('<math')
    expect(paper.authorKeys.map(({ key }) => key).sort()).toEqual(['emmy noether', 'grace hopper'])
    expect(paper.categoryRows).toMatchObject([{ category: 'cs.AI', isPrimary: true }])
  })

  test('a dry run tells the same and writes nothing', async () => {
    await addPapers([aDraft()], now)
    const drafts = [aDraft({ version: 2 }), aDraft({ id: '2611.00002' })]
    expect(await addPapers(drafts, now, { dryRun: true })).toMatchObject({ added: 1, updated: 1 })
    expect(await db().paper.findMany()).toMatchObject([{ id: '2611.00001', version: 1 }])
  })
})

describe('where a paper stands', () => {
  test('a replacement does not make an old paper one of today', async () => {
    await addPapers([aDraft({ submittedAt: new Date('2024-01-02') })], now, {
      announcements: [listed('2611.00001', { type: 'replace' })],
    })
    expect(await only()).toMatchObject({ announcedAt: null, standing: { listedAt: new Date('2024-01-02') } })
    expect(await db().announcement.count()).toBe(1)
  })

  test('submission, and then announcement, move it from where it was first seen', async () => {
    await addPapers([aDraft()], now)
    expect((await only()).standing?.listedAt).toEqual(now)
    await addPapers([aDraft({ submittedAt: new Date('2026-11-18') })], now, { kind: 'record' })
    expect((await only()).standing?.listedAt).toEqual(new Date('2026-11-18'))
    await addPapers([], now, { announcements: [listed('2611.00001')] })
    expect((await only()).standing?.listedAt).toEqual(new Date('2026-11-20T01:00:00Z'))
  })

  test('the stronger of two announce types stays', async () => {
    const type = async () => (await db().announcement.findFirstOrThrow()).type
    await addPapers([aDraft()], now, { announcements: [listed('2611.00001', { type: 'cross' })] })
    await addPapers([aDraft()], now, { announcements: [listed('2611.00001', { type: 'replace' })] })
    expect(await type()).toBe('cross')
    await addPapers([aDraft()], now, { announcements: [listed('2611.00001', { type: 'new' })] })
    expect(await type()).toBe('new')
  })

  test('a day that was judged gives way to the day that a listing tells, and the paper moves with it', async () => {
    const days = async () => (await db().announcement.findMany()).map(({ day }) => day.toISOString().slice(0, 10))
    const tell = (traits: Partial<AnnouncementLine>) =>
      addPapers([aDraft()], now, { announcements: [listed('2611.00001', traits)] })
    await tell({ day: '2026-11-10', judged: true })
    await tell({ day: '2026-11-19', type: 'replace' })
    expect(await days()).toEqual(['2026-11-10', '2026-11-19'])

    expect(await tell({ day: '2026-11-20' })).toMatchObject({ updated: 1 })
    expect((await days()).sort()).toEqual(['2026-11-19', '2026-11-20'])
    const announced = new Date('2026-11-20T01:00:00Z')
    expect(await only()).toMatchObject({ announcedAt: announced, standing: { listedAt: announced } })
  })

  test('a day that a listing confirmed is judged no more', async () => {
    const tell = (traits: Partial<AnnouncementLine>) =>
      addPapers([aDraft()], now, { announcements: [listed('2611.00001', traits)] })
    await tell({ judged: true })
    await tell({})
    await tell({ judged: true })
    expect(await db().announcement.findMany()).toMatchObject([{ judged: false }])
    await tell({ day: '2026-11-23' })
    expect(await db().announcement.count()).toBe(2)
  })

  test('a line about a paper that nobody described is left out', async () => {
    expect(await addPapers([], now, { announcements: [listed('2611.09999')] })).toMatchObject({ added: 0, updated: 0 })
    expect(await db().announcement.count()).toBe(0)
  })
})

describe('hostile drafts', () => {
  test('are rejected by name, and the others are stored', async () => {
    const drafts = [aDraft(), aDraft({ id: '2611.00002v3' }), aDraft({ id: '2611.00003', authors: [] })]
    expect(await addPapers(drafts, now)).toMatchObject({
      added: 1,
      rejected: [
        { id: '2611.00002v3', reason: expect.stringContaining('arXiv id') },
        { id: '2611.00003', reason: 'has no authors' },
      ],
    })
  })

  test('script, bidi controls, zero bytes, halves of characters and broken TeX are text and nothing else', async () => {
    await addPapers(
      [
        aDraft({
          titleSource: '<script>alert(1)</script> \u202Eevil\u0000 \ud800 $\\frac{1$',
          abstractSource: '<img src=x onerror=alert(1)> $\\href{javascript:alert(1)}{x}$ {{{',
          authors: ['<b>Eve</b>\u202E', '\ufdfa'.repeat(200)],
          comments: '\u0000"; drop table papers; --',
        }),
      ],
      now,
    )
    const paper = await only()
    expect(paper.titleHtml).not.toMatch(/<script|\u202E/)
    expect(paper.abstractHtml).not.toMatch(/<img|href=/)
    expect(paper.comments).toBe('"; drop table papers; --')
  })

  test('5,000 authors are kept in order, each with a page of their own', async () => {
    const authors = Array.from({ length: 5000 }, (_, index) => `Author N${index}`)
    await addPapers([aDraft({ authors })], now)
    expect((await only()).authors).toEqual(authors)
    expect(await db().paperAuthor.count()).toBe(5000)
  })
})
