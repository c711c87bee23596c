import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  parseSitemapFile,
  renderSitemap,
  renderSitemapIndex,
  type SitemapFile,
  sitemapFilePath,
} from '@/lib/views/sitemap'

const aFile = fc.oneof(
  fc.constant<SitemapFile>({ kind: 'lists' }),
  fc.record({
    kind: fc.constant('papers' as const),
    month: fc
      .tuple(fc.integer({ min: 1992, max: 2150 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
    part: fc.integer({ min: 1, max: 9999 }),
  }),
)

test('the address of every file leads back to it', () => {
  fc.assert(
    fc.property(aFile, (file) => {
      expect(parseSitemapFile(sitemapFilePath(file).replace('/sitemaps/', ''))).toEqual(file)
    }),
  )
})

test.each(['', 'x.xml', '2026-13.xml', '2026-11-1.xml', '2026-11-0.xml', '2026-11.xml.gz', '../lists.xml'])(
  'no file is called %s',
  (name) => {
    expect(parseSitemapFile(name)).toBeNull()
  },
)

test('a sitemap is the XML of the protocol, with absolute addresses and the days of changes', () => {
  const entries = [
    { path: '/papers/2611.01234', changed: '2026-11-20' },
    { path: '/search?q=a&b', changed: null },
  ]
  expect(renderSitemap(entries, 'https://papers.example.org')).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://papers.example.org/papers/2611.01234</loc><lastmod>2026-11-20</lastmod></url>
<url><loc>https://papers.example.org/search?q=a&amp;b</loc></url>
</urlset>
`,
  )
  expect(renderSitemapIndex(entries.slice(0, 1), 'https://papers.example.org')).toContain(
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n<sitemap><loc>',
  )
})
