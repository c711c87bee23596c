import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { addPapers } from '@/lib/papers/add-papers'
import { countWords } from '@/lib/search/words/count-words'
import { useTestDatabase } from '../support/database'
import { fullPapers } from '../support/full-papers'
import { type RunningWeb, startWeb } from '../support/web'

const database = useTestDatabase()
let web: RunningWeb

beforeAll(async () => {
  await addPapers(fullPapers(60), new Date())
  await countWords()
  web = await startWeb({ DATABASE_URL: database.url })
}, 90_000)

afterAll(async () => {
  await web.stop()
})

const ask = (path: string) => fetch(web.url + path, { redirect: 'manual', headers: { accept: 'text/html' } })
const search = async (typed: string, more = '') => (await ask(`/search?q=${encodeURIComponent(typed)}${more}`)).text()

const SOUP = [
  '"',
  '-',
  'OR',
  'NOT',
  'ti:',
  'au:',
  'cat:',
  'date:..',
  'votes:>',
  '(',
  ')',
  '*',
  ':',
  '&',
  '|',
  '!',
  "'",
  '\\',
  '%',
  '<->',
  'has:code',
]

test('whatever is typed, the answer is a page, and soon', async () => {
  const typed = [
    ...[
      'a'.repeat(10_000),
      'word '.repeat(2_000),
      '"'.repeat(4_000),
      '-'.repeat(9_000),
      'a OR '.repeat(2_000),
      'ti:x '.repeat(2_000),
    ].map(encodeURIComponent),
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%FF%FE',
    '%',
    '%E2%80%AE',
    encodeURIComponent('日本語 🦊 العربية'),
    ...Array.from({ length: 25 }, (_, seed) =>
      encodeURIComponent(
        Array.from({ length: 12 }, (_, at) => SOUP[(seed * 7 + at * (seed + 3)) % SOUP.length]).join(
          seed % 2 ? ' ' : '',
        ),
      ),
    ),
  ]
  for (const q of typed) {
    const start = performance.now()
    const answers = await Promise.all([
      ask(`/search?q=${q}`),
      ask(`/search.json?q=${q}`),
      ask(`/api/papers/search?q=${q}`),
    ])
    for (const { status } of answers) expect(status, q.slice(0, 40)).toBeLessThan(500)
    expect(performance.now() - start, q.slice(0, 40)).toBeLessThan(10_000)
  }
})

test('a page of results says what was understood, marks it, and leads on by links alone', async () => {
  const page = await search('the learning "machine learning" sort:newest')
  expect(page).toContain('<mark>')
  expect(page).toContain('Left out: ')
  expect(page).toContain('<q>the</q>')
  expect(page).toContain('href="/search?q=learning%20sort%3Anewest"')
  expect(page).toMatch(/<a href="\/search\?q=learning%20%22machine%20learning%22" ?[^>]*>Relevance</)
  expect(page).toMatch(/value="the learning &quot;machine learning&quot; sort:newest"/)
  expect(page.match(/<details class="abstract" open=""/g)?.length).toBeGreaterThan(0)
  expect(page).not.toMatch(/<script(?![^>]* src=| type="application\/ld\+json")|style="/)
})

test('pages of a search go on by rank, and a place of another list is refused', async () => {
  const first = await search('cat:astro-ph OR cat:cs OR cat:math OR cat:hep-th OR cat:physics')
  const next = /href="(\/search\?[^"]*after=[^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
  const idsOf = (page: string) => [...page.matchAll(/<article class="entry" id="([^"]+)"/g)].map(([, id]) => id)
  const second = await (await ask(next ?? '')).text()
  expect(idsOf(first)).toHaveLength(50)
  expect(idsOf(second).length).toBeGreaterThan(0)
  expect(idsOf(second).filter((id) => idsOf(first).includes(id))).toEqual([])
  const place = Buffer.from(JSON.stringify([null, 0, 'x'])).toString('base64url')
  expect((await ask(`/search?q=a&after=${place}`)).status).toBe(400)
})

test('a misspelt search offers what was meant and shows the nearest', async () => {
  const [word = ''] = (await db().corpusWord.findMany({ orderBy: [{ papers: 'desc' }, { word: 'asc' }] }))
    .map((row) => row.word)
    .filter((one) => /^[a-z]{8,}$/.test(one))
  const page = await search(`${word.slice(0, 3)}${word.slice(4)}`)
  expect(page).toContain(`Did you mean <a href="/search?q=${word}">${word}</a>`)
  expect(page).toContain(`<mark>`)
})

test('a DOI goes straight to its paper', async () => {
  const paper = await db().paper.findFirstOrThrow({ select: { id: true } })
  await db().paper.update({ where: { id: paper.id }, data: { doi: '10.1103/PhysRevD.99.1' } })
  for (const typed of ['10.1103/physrevd.99.1', 'https://doi.org/10.1103/PhysRevD.99.1']) {
    const answer = await ask(`/search?q=${encodeURIComponent(typed)}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/papers/${paper.id}`])
  }
  const old = '10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2'
  await db().paper.update({ where: { id: paper.id }, data: { doi: old } })
  expect((await ask(`/search?q=${encodeURIComponent(old)}`)).headers.get('location')).toBe(`/papers/${paper.id}`)
  expect((await ask('/search?q=10.1103/none')).status).toBe(200)
})

test('the help page is made of every operator', async () => {
  const page = await (await ask('/about/search')).text()
  const { OPERATORS } = await import('@/lib/search/query/grammar')
  for (const { name } of OPERATORS) expect(page).toContain(`${name}:`)
})
