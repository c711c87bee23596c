import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQueryAnswer } from '@/lib/ingest/arxiv-api'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/arxiv/${name}`, import.meta.url), 'utf8')
const answer = fixture('query.atom.xml')

async function readSound(xml: string) {
  const read = await parseQueryAnswer(xml)
  if (read.status !== 'read') throw new Error(`the fixture is ${read.status}`)
  return read
}

test('a record of the query API tells what a listing leaves out', async () => {
  const { papers, total } = await readSound(answer)
  expect(total).toBe(7)
  expect(papers[0]).toEqual({
    id: '2611.10001',
    version: 1,
    titleSource: 'Counting with $O(\\sqrt{n})$ Bits & Fewer',
    abstractSource: 'We count to $n$ with few bits, for $a < b$.\n\nIt costs $5 million.',
    authors: ['Paul Erdős', 'Emmy Noether'],
    categories: ['cs.LG', 'math.CO'],
    comments: '12 pages, code at https://example.org/count',
    doi: null,
    journalRef: null,
    license: null,
    submittedAt: new Date('2026-11-18T17:59:59Z'),
    updatedAt: new Date('2026-11-18T17:59:59Z'),
    withdrawn: false,
  })
})

test('the words that arXiv asks authors to use mark a withdrawn paper', async () => {
  const { papers } = await readSound(answer)
  expect(papers[1]).toMatchObject({ id: 'hep-th/0601001', version: 5, withdrawn: true, doi: '10.1000/strings.1' })
})

test('a bad entry is rejected alone', async () => {
  const { papers, rejected } = await readSound(answer)
  expect(papers).toHaveLength(2)
  expect(rejected).toEqual([{ id: '2611.10009', reason: 'has no abstract' }])
})

test('a date that is none leaves the fact open', async () => {
  const { papers } = await readSound(answer.replace('<summary></summary>', '<summary>Words.</summary>'))
  expect(papers[2]).toMatchObject({ updatedAt: null, submittedAt: new Date('2026-11-18T17:59:59Z') })
})

test('an error inside a sound answer is a refusal, not a paper', async () => {
  expect(await parseQueryAnswer(fixture('query-error.atom.xml'))).toEqual({
    status: 'refused',
    reason: 'arXiv refuses the question: incorrect id format for 1234.123456',
  })
})

test('an answer without entries is read as empty', async () => {
  const empty = answer.replace(/<entry>[\s\S]*<\/entry>/, '').replace('>7<', '>0<')
  expect(await parseQueryAnswer(empty)).toEqual({ status: 'read', papers: [], rejected: [], total: 0 })
})

test('an answer cut off at any byte is broken', async () => {
  const bytes = Buffer.from(answer.trimEnd())
  for (let length = 0; length < bytes.length; length += 1) {
    const read = await parseQueryAnswer(bytes.subarray(0, length).toString())
    expect([length, read.status]).toEqual([length, 'broken'])
  }
}, 60_000)

test('no text makes it throw', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<feed>', '<entry>', '<author>', '<name>', '<category/>', '<link/>', '</entry>', '</feed>'),
    fc.nat(answer.length).map((at) => answer.slice(at, at + 200)),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const whole = await parseQueryAnswer(pieces.join(''))
      const inside = await parseQueryAnswer(answer.replace('They still vibrate.', () => pieces.join('')))
      expect(['read', 'refused', 'broken']).toEqual(expect.arrayContaining([whole.status, inside.status]))
    }),
    { numRuns: 300 },
  )
}, 60_000)
