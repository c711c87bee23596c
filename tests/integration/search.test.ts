import { beforeAll, expect, test } from 'vitest'
import { announcementInstant } from '@/lib/announcement-day'
import type { SearchPage } from '@/lib/search/answer'
import { parseQuery } from '@/lib/search/query/parse'
import { searchPapers } from '@/lib/search/search-papers'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'

useTestDatabase()

const search = async (typed: string, page: Partial<SearchPage> = {}) =>
  searchPapers(parseQuery(typed), { limit: 50, ...page })
const find = async (typed: string, page: Partial<SearchPage> = {}) =>
  (await search(typed, page)).hits.map(({ id }) => id)

beforeAll(async () => {
  await aPaper({
    id: '2401.00001',
    title: 'Sparse attention for long sequences',
    abstract: 'We show that attention can be sparse. Code: https://github.com/example/sparse',
    authors: ['Yann LeCun', 'Ada Lovelace'],
    categories: ['cs.LG', 'stat.ML'],
    listedAt: announcementInstant('2024-01-10'),
    votes: 3,
  })
  await aPaper({
    id: '2502.00002',
    title: 'Long sequences in genomics',
    abstract: 'Attention is paid to sequences of a genome.',
    authors: ['John A. Smith'],
    categories: ['q-bio.GN'],
    listedAt: announcementInstant('2025-02-28'),
    votes: 12,
  })
  await aPaper({
    id: '2503.00003',
    title: 'Quantum gravity',
    abstract: 'Nothing about sequences.',
    authors: ['Jane Smith', 'ATLAS Collaboration'],
    categories: ['hep-th', 'gr-qc'],
    listedAt: announcementInstant('2025-03-01'),
  })
})

test('any word finds, and papers with more of them, or in the title, come first', async () => {
  expect(await find('sparse attention sequences')).toEqual(['2401.00001', '2502.00002', '2503.00003'])
  expect(await find('genomics gravity')).toHaveLength(2)
})

test.each<[string, string[]]>([
  ['"attention can be sparse"', ['2401.00001']],
  ['"sparse can attention"', []],
  ['sequences -attention', ['2503.00003']],
  ['genomics OR gravity', ['2503.00003', '2502.00002']],
  ['ti:sequences', ['2502.00002', '2401.00001']],
  ['abs:genome', ['2502.00002']],
  ['ti:gravity abs:attention', []],
  ['au:lecun', ['2401.00001']],
  ['au:"Y. LeCun"', ['2401.00001']],
  ['au:smith', ['2503.00003', '2502.00002']],
  ['au:"J. Smith"', ['2503.00003', '2502.00002']],
  ['au:"John Smith"', ['2502.00002']],
  ['au:atlas', ['2503.00003']],
  ['au:"ATLAS Collaboration"', ['2503.00003']],
  ['-au:smith', ['2401.00001']],
  ['cat:stat', ['2401.00001']],
  ['cat:physics', ['2503.00003']],
  ['cat:cs.LG OR cat:gr-qc', ['2503.00003', '2401.00001']],
  ['sequences -cat:hep-th -id:2401.00001', ['2502.00002']],
  ['date:2025-02', ['2502.00002']],
  ['date:2025-02-28..2025-03', ['2503.00003', '2502.00002']],
  ['date:..2024', ['2401.00001']],
  ['votes:>3', ['2502.00002']],
  ['votes:<=3', ['2503.00003', '2401.00001']],
  ['has:code', ['2401.00001']],
  ['-has:code sort:votes', ['2502.00002', '2503.00003']],
  ['sequences sort:newest', ['2503.00003', '2502.00002', '2401.00001']],
  ['sequences sort:votes', ['2502.00002', '2401.00001', '2503.00003']],
  ['sparse sequences sort:trending', ['2401.00001']],
  ['Yann LeCun', ['2401.00001']],
  ['lovelace', ['2401.00001']],
  ['the of', []],
  ['sort:newest', []],
])('%s', async (typed, expected) => {
  expect(await find(typed)).toEqual(expected)
})

test('a piece of a list is that piece of the whole, and the total is that of the whole', async () => {
  const whole = await search('sequences attention')
  expect(whole).toMatchObject({ total: { papers: 3, isExact: true }, limited: true })
  expect(await search('sequences attention', { offset: 1, limit: 1 })).toEqual({
    ...whole,
    hits: whole.hits.slice(1, 2),
  })
  expect(await search('sequences attention', { offset: 9 })).toMatchObject({ hits: [], total: whole.total })
})

test('votes, an instant and every word narrow a search', async () => {
  expect(await find('sequences', { minVotes: 3 })).toEqual(['2502.00002', '2401.00001'])
  expect(await find('sequences', { listedAfter: announcementInstant('2025-02-28') })).toEqual(['2503.00003'])
  expect(await find('sequences genome', { everyWord: true })).toEqual(['2502.00002'])
})

test('nothing that people type is an error', async () => {
  const typed = [
    '"unbalanced',
    'a & | ! ( )',
    '\u0000 \ud800',
    '-',
    "';drop table papers",
    'x'.repeat(10_000),
    'au:" . "',
    'au:🦊 日本語 🦊',
  ]
  const more = [
    '-a OR -b OR',
    'ti:" & | " abs:<->',
    'word '.repeat(2_000),
    'cat:cs.LG OR au:x OR id:2401.00001',
    "'':* & !",
    '\\ %_ au:%',
  ]
  for (const one of [...typed, ...more]) expect((await search(one)).hits.length, one).toBeLessThanOrEqual(3)
})
