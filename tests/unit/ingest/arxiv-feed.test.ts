import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAnnouncements } from '@/lib/ingest/arxiv-feed'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/arxiv/${name}`, import.meta.url), 'utf8')
const announcements = fixture('announcements.rss.xml')
const read = (xml: string) => parseAnnouncements(xml, 'cs.LG')

async function readSound(xml: string) {
  const feed = await read(xml)
  if (feed.status !== 'announced') throw new Error(`the fixture is ${feed.status}`)
  return feed
}

describe('an announcement feed', () => {
  test('gives a draft for each entry, with its version, in the order of the feed', async () => {
    const { papers, rejected } = await readSound(announcements)
    expect(rejected).toEqual([])
    expect(papers.map(({ id, version }) => [id, version])).toEqual([
      ['2611.10001', 1],
      ['2611.10002', 2],
      ['2409.00003', 4],
      ['hep-th/0601001', 5],
    ])
  })

  test('keeps the source of title and abstract, names without affiliations, and categories of arXiv alone', async () => {
    const { papers } = await readSound(announcements)
    expect(papers[0]).toEqual({
      id: '2611.10001',
      version: 1,
      titleSource: 'Counting with $O(\\sqrt{n})$ Bits & Fewer',
      abstractSource: 'We count to $n$ with few bits, for $a < b$.\n\nIt costs $5 million.',
      authors: ['Paul Erdős', 'Emmy Noether'],
      categories: ['cs.LG', 'math.CO'],
      comments: null,
      doi: null,
      journalRef: null,
      license: 'http://creativecommons.org/licenses/by/4.0/',
      submittedAt: null,
      updatedAt: null,
    })
    expect(papers[2]).toMatchObject({ doi: '10.1000/lattice.3', journalRef: 'J. Latt. 3 (2025) 14-15' })
  })

  test('puts each paper into the listing of the category and day that the feed is of', async () => {
    const { announcements: lines } = await readSound(announcements)
    expect(lines.map(({ paperId, category, day, type }) => `${paperId} ${category} ${day} ${type}`)).toEqual([
      '2611.10001 cs.LG 2026-11-20 new',
      '2611.10002 cs.LG 2026-11-20 cross',
      '2409.00003 cs.LG 2026-11-20 replace',
      'hep-th/0601001 cs.LG 2026-11-20 replace-cross',
    ])
  })

  test('rejects bad entries alone, each named and with a reason', async () => {
    const { papers, rejected } = await readSound(fixture('hostile.rss.xml'))
    expect(rejected).toEqual([
      { id: 'oai:arXiv.org:../../etc/passwd', reason: 'has no identifier of arXiv' },
      { id: '2611.20003', reason: 'has an unknown announce type: retracted' },
      { id: '2611.20004', reason: 'has no authors' },
      { id: '2611.20005', reason: 'has no title' },
      { id: '2611.20006', reason: 'has no category of arXiv' },
    ])
    expect(papers.map(({ id }) => id)).toEqual(['2611.20001', '2611.20007'])
    expect(papers[0]?.titleSource).toBe('<script>alert(1)</script> in a title')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('may hold a paper by 5,000 authors', async () => {
    const authors = Array.from({ length: 5000 }, (_, index) => `Author N${index}`).join(', ')
    const { papers } = await readSound(announcements.replace('Ada Lovelace, Grace Hopper', authors))
    expect(papers[2]?.authors).toHaveLength(5000)
  })

  test('takes no longer for a description of hostile markup', async () => {
    const markup = '&lt;p '.repeat(30_000)
    const started = performance.now()
    await read(announcements.replace('Everything is modelled.', markup))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('what is not one', () => {
  test('an empty feed is a day of rest only when the feed says so', async () => {
    const saturday = fixture('rest-day.rss.xml')
    expect(await read(saturday)).toEqual({
      status: 'empty',
      restDay: true,
      builtOn: '2026-11-21',
    })
    expect(await read(saturday.replace('Sat, 21', 'Fri, 20'))).toEqual({
      status: 'empty',
      restDay: false,
      builtOn: '2026-11-20',
    })
    expect(await read(saturday.replace(/<skipDays>[\s\S]*<\/skipDays>/, ''))).toEqual({
      status: 'empty',
      restDay: false,
      builtOn: '2026-11-21',
    })
  })

  test('an error of arXiv is no empty day', async () => {
    expect(await read(fixture('feed-error.rss.xml'))).toEqual({
      status: 'broken',
      reason: 'arXiv does not know the feed: Feed error for query "cs.XX"',
    })
  })

  test.each([
    ['an empty answer', '', 'is empty'],
    ['a page', '<!DOCTYPE html><html><body>Busy</body></html>', 'an HTML page'],
    ['a page without a document type', '\n<html><body>Busy</body></html>', 'an HTML page'],
    ['plain text', 'Service unavailable', 'not XML'],
    ['an Atom feed of another kind', fixture('query.atom.xml').replaceAll('feed', 'food'), 'not a whole RSS feed'],
    [
      'a document type',
      announcements.replace('<rss', '<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd"><rss'),
      'document type',
    ],
    [
      'entities that multiply',
      '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;&lol;">]><rss version="2.0"><channel><title>&l2;</title></channel></rss>',
      'document type',
    ],
    ['an entity that is not declared', announcements.replace('Everything', '&everything;'), 'not a whole RSS feed'],
  ])('%s is broken, and says why', async (_, xml, reason) => {
    expect(await read(xml)).toEqual({ status: 'broken', reason: expect.stringContaining(reason) })
  })

  test('a feed cut off at any byte is broken, never a shorter day', async () => {
    const bytes = Buffer.from(announcements.trimEnd())
    for (let length = 0; length < bytes.length; length += 1) {
      const feed = await read(bytes.subarray(0, length).toString())
      expect([length, feed.status]).toEqual([length, 'broken'])
    }
  }, 60_000)

  test('no text makes it throw', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<rss version="2.0">',
        '<channel>',
        '<item>',
        '<title>',
        '</item>',
        '</channel>',
        '</rss>',
        '<![CDATA[',
        ']]>',
        '<!--',
      ),
      fc.nat(announcements.length).map((at) => announcements.slice(at, at + 200)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const whole = await read(pieces.join(''))
        const inside = await read(announcements.replace('Everything is modelled.', () => pieces.join('')))
        expect(['announced', 'empty', 'broken']).toEqual(expect.arrayContaining([whole.status, inside.status]))
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
