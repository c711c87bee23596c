import { beforeEach, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { runImport } from '@/lib/ingest/run-import'
import { findComparison, listVersions } from '@/lib/papers/versions'
import { plainLine, useBulkFiles } from '../support/bulk-files'
import { useTestDatabase } from '../support/database'

useTestDatabase()

const { fileOf } = useBulkFiles()
beforeEach(() => db().paper.deleteMany())

const clock = fixedClock('2026-11-20T08:00:00Z')

test('a line of the public snapshot becomes a paper with its dates, version and names', async () => {
  const line = JSON.stringify({
    id: '0704.0001',
    submitter: 'Pavel Nadolsky',
    authors: "C. Bal\\'azs, E. L. Berger",
    title: 'Calculation of prompt\n  diphoton production',
    comments: '37 pages',
    'journal-ref': null,
    doi: '10.1103/PhysRevD.76.013009',
    categories: 'hep-ph cs.LG 68T05',
    license: null,
    abstract: '  A fully differential calculation.\n',
    versions: [
      { version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' },
      { version: 'v2', created: 'Tue, 24 Jul 2007 20:10:27 GMT' },
    ],
    update_date: '2008-11-26',
    authors_parsed: [
      ["Bal\\'azs", 'C.', ''],
      ['Berger', 'E. L.', 'Jr'],
    ],
  })
  expect(await runImport(await fileOf([line]), { format: 'arxiv-dump', clock })).toMatchObject({
    added: 1,
    rejected: [],
  })
  expect(await db().paper.findFirst()).toMatchObject({
    id: '0704.0001',
    version: 2,
    title: 'Calculation of prompt diphoton production',
    authors: ['C. Balázs', 'E. L. Berger Jr'],
    categories: ['hep-ph', 'cs.LG'],
    submittedAt: new Date('2007-04-02T19:18:42Z'),
    updatedAt: new Date('2007-07-24T20:10:27Z'),
    completedAt: clock.now(),
  })
})

test('the dates of versions before the last are kept; a text that is met later stands beside its date', async () => {
  const line = (versions: number) =>
    JSON.stringify({
      ...{ id: '0704.0001', title: `Version ${versions}`, abstract: 'Words.', categories: 'hep-ph' },
      authors_parsed: [['Berger', 'E. L.', '']],
      versions: [2, 3, 4].slice(0, versions).map((day) => ({ version: 'v', created: `${day} Apr 2007 10:00:00 GMT` })),
    })
  const load = async (versions: number) => runImport(await fileOf([line(versions)]), { format: 'arxiv-dump', clock })
  const known = async () =>
    (await listVersions('0704.0001')).map(({ version, submittedAt, isMet }) => [
      version,
      submittedAt?.toISOString().slice(0, 10),
      isMet,
    ])
  await load(3)
  const dates = [
    [1, '2007-04-02', false],
    [2, '2007-04-03', false],
    [3, '2007-04-04', true],
  ]
  expect(await known()).toEqual(dates)
  expect(await load(3)).toMatchObject({ unchanged: 1 })
  expect(await known()).toEqual(dates)
  expect(await findComparison('0704.0001', 2, 3)).toBeNull()

  await load(2)
  expect(await known()).toEqual([dates[0], [2, '2007-04-03', true], dates[2]])
  expect(await findComparison('0704.0001', 2, 3)).not.toBeNull()
})

test('a plain line tells when a paper was submitted and updated; a date that is none is named, not passed over', async () => {
  const line = (id: string, dates: object) => JSON.stringify({ ...JSON.parse(plainLine(1)), id, ...dates })
  const report = await runImport(
    await fileOf([
      line('2611.00001v2', { updated: '2026-11-19' }),
      line('2611.00002', { submitted: '31 Foo 2026' }),
      line('2611.00003', { submitted: '', updated: null }),
    ]),
    { format: 'jsonl', clock },
  )
  expect(report.rejected).toEqual([{ line: 2, id: '2611.00002', reason: 'has no usable submitted' }])
  expect(await db().paper.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { version: 2, submittedAt: new Date('2026-11-18T10:00:00Z'), updatedAt: new Date('2026-11-19') },
    { submittedAt: null, updatedAt: null },
  ])
  expect(await listVersions('2611.00001')).toMatchObject([{ version: 2, submittedAt: new Date('2026-11-19') }])
})

test('a line of the future is named with its day, in either format; a day ahead is none of it', async () => {
  const plain = (id: string, dates: object) => JSON.stringify({ ...JSON.parse(plainLine(1)), id, ...dates })
  const inPlain = [
    plain('2611.00001', { submitted: '2026-11-21T07:00:00Z' }),
    plain('2611.00002', { submitted: '2031-01-01' }),
    plain('2611.00003', { updated: '2026-11-22' }),
  ]
  expect(await runImport(await fileOf(inPlain), { format: 'jsonl', clock })).toMatchObject({
    added: 1,
    rejected: [
      { line: 2, id: '2611.00002', reason: 'is dated 2031-01-01, in the future' },
      { line: 3, id: '2611.00003', reason: 'is dated 2026-11-22, in the future' },
    ],
  })
  const dump = (id: string, days: string[]) =>
    JSON.stringify({
      ...{ id, title: 'A title', abstract: 'Words.', categories: 'hep-ph', authors_parsed: [['Berger', 'E. L.', '']] },
      versions: days.map((day) => ({ version: 'v', created: `${day} 10:00:00 GMT` })),
      update_date: '2031-01-01',
    })
  const inDump = [
    dump('2611.00004', ['2 Nov 2026']),
    dump('2611.00005', ['2 Nov 2027', '3 Nov 2026']),
    dump('2611.00006', []),
  ]
  expect(await runImport(await fileOf(inDump), { format: 'arxiv-dump', clock })).toMatchObject({
    added: 1,
    rejected: [
      { line: 2, id: '2611.00005', reason: 'is dated 2027-11-02, in the future' },
      { line: 3, id: '2611.00006', reason: 'is dated 2031-01-01, in the future' },
    ],
  })
})

test('faulty lines are named with their place in the file and passed over; the same file again changes nothing', async () => {
  const file = await fileOf([
    plainLine(1),
    '{"id": "2611.00002"',
    '{"id":"2611.00003","title":"x"}',
    '',
    plainLine(4).replace('["Paul Erd\\\\H{o}s"]', '[]'),
    '[]',
    plainLine(5),
  ])
  const report = await runImport(file, { format: 'jsonl', clock })
  expect(report).toMatchObject({ lines: 7, added: 2, rejectedLines: 4 })
  expect(report.rejected).toEqual([
    { line: 2, id: '2611.00002', reason: 'is not one JSON object' },
    { line: 3, id: '2611.00003', reason: 'has no usable abstract' },
    { line: 5, id: '2611.00004', reason: 'has no authors' },
    { line: 6, id: 'a line without an id', reason: 'is not one JSON object' },
  ])
  expect(await runImport(file, { format: 'jsonl', clock })).toMatchObject({ added: 0, updated: 0, unchanged: 2 })
})

test('a line of the snapshot whose versions tell no date has the day of its last change', async () => {
  const record = {
    id: '2611.00001',
    title: 'A',
    abstract: 'B',
    authors_parsed: [['Noether', 'Emmy', '']],
    categories: 'math.AC',
  }
  const lines = [
    { ...record, versions: [], update_date: '2026-11-18' },
    { ...record, id: '2611.00002', versions: [{ version: 'v1', created: 'yesterday' }], update_date: '2026-11-17' },
  ]
  await runImport(await fileOf(lines.map((line) => JSON.stringify(line))), { format: 'arxiv-dump', clock })
  const papers = await db().paper.findMany({ orderBy: { id: 'asc' }, select: { submittedAt: true } })
  expect(papers.map(({ submittedAt }) => submittedAt?.toISOString().slice(0, 10))).toEqual(['2026-11-18', '2026-11-17'])
})
