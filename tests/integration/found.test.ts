import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { type RunningWeb, startWeb } from '../support/web'

const database = useTestDatabase()
let web: RunningWeb

beforeAll(async () => {
  await aPaper({
    id: '2611.00001',
    title: 'Bounds for $x^2$ </script><script>alert(1)</script>',
    authors: ['Émilie du Châtelet', 'Ada "B" Lovelace'],
    categories: ['math.CO', 'cs.DM'],
    announced: [{ day: '2026-11-20' }],
  })
  await aPaper({ id: 'hep-th/9901001', listedAt: new Date('1999-01-04T00:00:00Z') })
  web = await startWeb({ DATABASE_URL: database.url })
})

afterAll(async () => {
  await web.stop()
})

const ask = (path: string, init?: RequestInit) => fetch(web.url + path, { redirect: 'manual', ...init })
const read = async (path: string) => (await ask(path)).text()
const located = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url)

describe('the page of a paper', () => {
  test('tells scholarly indexes what they ask for', async () => {
    const page = await read('/papers/2611.00001')
    for (const tag of [
      'name="citation_author" content="Émilie du Châtelet"',
      'name="citation_author" content="Ada &quot;B&quot; Lovelace"',
      'name="citation_arxiv_id" content="2611.00001"',
      'name="citation_pdf_url" content="https://arxiv.org/pdf/2611.00001"',
    ])
      expect(page).toContain(tag)
  })

  test('is a ScholarlyArticle of schema.org, whatever its title holds', async () => {
    const page = await read('/papers/2611.00001')
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? []
    expect(JSON.parse(json)).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'ScholarlyArticle',
      headline: 'Bounds for x² </script><script>alert(1)</script>',
      author: [{ name: 'Émilie du Châtelet' }, { name: 'Ada "B" Lovelace' }],
    })
    expect(page.slice(0, page.indexOf('<body>'))).not.toContain('<script>alert')
  })

  test('has one canonical address and a picture for link previews', async () => {
    const page = await read('/papers/2611.00001')
    const [, canonical = ''] = /<link rel="canonical" href="([^"]+)"/.exec(page) ?? []
    expect(new URL(canonical).pathname).toBe('/papers/2611.00001')
    const [, picture = ''] = /<meta property="og:image" content="([^"]+)"/.exec(page) ?? []
    expect(new URL(picture).pathname).toBe('/papers/2611.00001.png')
    expect(page).toContain('property="og:type" content="article"')
  })
})

describe('the picture of a paper', () => {
  test('is a PNG of 1200 by 630 that other sites may show, and is not sent twice', async () => {
    const answer = await ask('/papers/2611.00001.png')
    const png = Buffer.from(await answer.arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    const again = await ask('/papers/2611.00001.png', {
      headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
    })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('of an old identifier and of one that is not here', async () => {
    expect((await ask('/papers/hep-th/9901001.png')).headers.get('content-type')).toBe('image/png')
    expect((await ask('/papers/2611.99999.png')).status).toBe(404)
  })
})

describe('the sitemap', () => {
  test('leads from robots.txt over the index to every paper and list, and each of them answers', async () => {
    const [, index = ''] = /^Sitemap: (.+)$/m.exec(await read('/robots.txt')) ?? []
    const files = located(await read(new URL(index).pathname))
    const pages = (await Promise.all(files.map((file) => read(new URL(file).pathname)))).flatMap(located)
    const paths = pages.map((page) => new URL(page).pathname)
    expect(paths).toEqual(
      expect.arrayContaining(['/', '/papers/2611.00001', '/papers/hep-th/9901001', '/papers/date/2026-11-20']),
    )
    expect(new Set(paths).size).toBe(paths.length)
    const statuses = await Promise.all(paths.map(async (path) => (await ask(path)).status))
    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  test('has no file for a month without papers, or of another name', async () => {
    expect((await ask('/sitemaps/2001-01.xml')).status).toBe(404)
    expect((await ask('/sitemaps/secret.xml')).status).toBe(404)
  })
})
