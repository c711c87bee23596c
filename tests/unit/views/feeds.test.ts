import fc from 'fast-check'
import Parser from 'rss-parser'
import { expect, test } from 'vitest'
import type { PaperSummary } from '@/lib/papers/types'
import { renderTwin, splitTwin, TWIN_FORMATS } from '@/lib/views/twins'

const now = new Date('2026-11-20T08:00:00Z')

const aPaper = (over: Partial<PaperSummary> = {}): PaperSummary => ({
  id: '2611.01234',
  version: 1,
  title: 'Bounds for $x^2$ & <others>',
  titleHtml: '',
  abstract: 'We show $\\alpha \\leq 1$.\n\nAnd ]]> more.',
  abstractHtml: '',
  authors: ['Ada Lovelace', 'Émilie du Châtelet'],
  categories: ['cs.LG', 'stat.ML'],
  primaryCategory: 'cs.LG',
  comments: null,
  submittedAt: new Date('2026-11-18T10:00:00Z'),
  updatedAt: null,
  announcedAt: new Date('2026-11-20T01:00:00Z'),
  firstSeenAt: now,
  withdrawn: false,
  sample: false,
  votes: 3,
  ...over,
})

const twinOf = (papers: PaperSummary[], next: string | null = null) => ({
  view: { kind: 'newest' } as const,
  papers,
  next,
  minVotes: 2,
  now,
})

test.each(['rss', 'atom'] as const)('%s says what the page says, in readable text', async (format) => {
  const feed = await new Parser().parseString(renderTwin(format, twinOf([aPaper()])).body)
  expect(feed.title).toBe('New papers · Broadsheet')
  expect(feed.items).toHaveLength(1)
  expect(feed.items[0]).toMatchObject({
    title: 'Bounds for x² & <others>',
    link: 'http://localhost:3000/papers/2611.01234',
  })
  expect(feed.items[0]?.content).toContain('<p>We show α ≤ 1.</p><p>And ]]&gt; more.</p>')
  expect(feed.items[0]?.content).toContain('<p>cs.LG, stat.ML · 3 votes</p>')
})

test('JSON Feed says the same, with the way to the next page', () => {
  const feed = JSON.parse(renderTwin('json', twinOf([aPaper()], 'abc')).body)
  expect(feed).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    feed_url: 'http://localhost:3000/papers/new.json?min_votes=2',
    next_url: 'http://localhost:3000/papers/new.json?min_votes=2&after=abc',
    items: [{ id: 'oai:arXiv.org:2611.01234', title: 'Bounds for x² & <others>', tags: ['cs.LG', 'stat.ML'] }],
  })
})

test('an empty view is a valid feed', async () => {
  for (const format of ['rss', 'atom'] as const) {
    expect((await new Parser().parseString(renderTwin(format, twinOf([])).body)).items).toEqual([])
  }
  expect(JSON.parse(renderTwin('json', twinOf([])).body).items).toEqual([])
})

test('no title, name or abstract breaks a feed', async () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 80 })
  await fc.assert(
    fc.asyncProperty(anyText, anyText, fc.array(anyText, { maxLength: 3 }), async (title, abstract, authors) => {
      const papers = [aPaper({ title, abstract, authors })]
      for (const format of ['rss', 'atom'] as const) {
        expect((await new Parser().parseString(renderTwin(format, twinOf(papers)).body)).items).toHaveLength(1)
      }
      JSON.parse(renderTwin('json', twinOf(papers)).body)
    }),
  )
})

test('the ending of an address names its twin', () => {
  expect(splitTwin('/papers/new.rss')).toEqual({ path: '/papers/new', format: 'rss' })
  expect(splitTwin('/feed.atom')).toEqual({ path: '/', format: 'atom' })
  expect(splitTwin('/categories/cs.LG.json')).toEqual({ path: '/categories/cs.LG', format: 'json' })
  expect(splitTwin('/categories/cs.LG')).toEqual({ path: '/categories/cs.LG', format: null })
  expect(TWIN_FORMATS).toHaveLength(3)
})
