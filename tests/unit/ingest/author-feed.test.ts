import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAuthorFeed } from '@/lib/ingest/author-feed'

const recorded = readFileSync('tests/fixtures/arxiv/author.atom2.xml', 'utf8')

test('a list tells the person, both identifiers and the papers, without what is no paper', async () => {
  expect(await parseAuthorFeed(recorded)).toEqual({
    status: 'read',
    id: 'noether_e_1',
    orcid: '0000-0002-1825-0097',
    name: 'Emmy Nöther',
    papers: [
      { id: '2611.00001', title: 'Invariants of $p$-adic groups' },
      { id: 'hep-th/9901001', title: 'Symmetries' },
    ],
  })
})

test('a list without a name, identifiers or papers is read as far as it goes', async () => {
  const bare = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Something</title></feed>'
  expect(await parseAuthorFeed(bare)).toEqual({ status: 'read', id: null, orcid: null, name: null, papers: [] })
})

test.each(['', '<html><body>Service unavailable</body></html>', 'a: b'])('%j is no list', async (text) => {
  expect(await parseAuthorFeed(text)).toMatchObject({ status: 'broken' })
})

test('cut off anywhere, it is broken, never a shorter list', async () => {
  const whole = recorded.trimEnd().length
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole - 1 }), async (length) => {
      expect(await parseAuthorFeed(recorded.slice(0, length))).toMatchObject({ status: 'broken' })
    }),
  )
})
