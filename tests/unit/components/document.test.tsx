import { describe, expect, test } from 'vitest'
import { Document, type DocumentProps } from '@/components/Document'
import { isForEverybody } from '@/components/service-worker/kept-pages'
import { markup, reading } from './markup'

const frame = (props: Partial<DocumentProps> = {}) => (
  <Document
    title="New papers"
    siteName="Broadsheet"
    twins={null}
    noindex={false}
    assets={{ style: '/assets/style-1.css', talk: '/assets/talk-x.css', script: '/assets/page-1.js' }}
    query=""
    here="/papers/new"
    back="/papers/new"
    display={{ theme: null, density: null, discoveries: null }}
    sampleOnly={false}
    {...props}
  >
    <h1>New papers</h1>
  </Document>
)

describe('the frame of every page', () => {
  test('names page and site, and tells the language', () => {
    expect(markup(frame())).toContain('<html lang="en">')
    expect(markup(frame())).toContain('<title>New papers · Broadsheet</title>')
  })

  test('has landmarks, and a first link that skips to the content', () => {
    const html = markup(frame())
    expect(html.match(/<body><a class="skip" href="#main">/)).not.toBeNull()
    for (const landmark of ['<header', '<nav aria-label="Lists"', '<search', '<main id="main"', '<footer'])
      expect(html).toContain(landmark)
  })

  test('tells the service worker whether it is for everybody, or a reader who is signed in', () => {
    expect(isForEverybody(markup(frame()))).toBe(true)
    expect(isForEverybody(markup(frame(), 'reader'))).toBe(false)
  })

  test('marks the list that is open', () => {
    expect(markup(frame())).toContain('<a href="/papers/new" aria-current="page">New</a>')
    expect(markup(frame({ here: '/papers/date/2026-11-20' }))).toContain('aria-current="page">By day</a>')
  })

  test('thanks arXiv in its own words, and says that it endorses nothing', () => {
    expect(reading(frame())).toContain('Thank you to arXiv for use of its open access interoperability.')
    expect(reading(frame())).toContain('neither reviewed nor approved by')
  })

  test('offers sign-in, and to a reader settings and a form that signs out', () => {
    expect(markup(frame())).toContain('<a href="/sign-in">Sign in</a>')
    const signedIn = markup(frame(), 'reader')
    expect(signedIn).toContain('<form action="/sign-out" method="post">')
    expect(signedIn).not.toContain('href="/sign-in"')
  })

  test('says so when only sample papers are there', () => {
    expect(reading(frame())).not.toContain('Sample papers')
    expect(reading(frame({ sampleOnly: true }))).toContain('Sample papers. arXiv could not be reached yet')
  })

  test('names the twins of a list for feed readers', () => {
    const twins = { rss: '/papers/new.rss', atom: '/papers/new.atom', json: '/papers/new.json' }
    expect(markup(frame({ twins })).match(/<link rel="alternate"[^>]+>/g)).toHaveLength(3)
    expect(markup(frame())).not.toContain('rel="alternate"')
  })

  test('keeps what was searched in the box, as text', () => {
    expect(markup(frame({ query: '"><script>' }))).toContain('value="&quot;&gt;&lt;script&gt;"')
  })

  test('offers the digest below, but not where the page is a form for an address itself', () => {
    expect(markup(frame())).toContain('class="button" href="/subscribe"')
    for (const here of ['/subscribe', '/sign-in/code', '/settings', '/subscriptions/manage/token'])
      expect(markup(frame({ here }))).not.toContain('class="button" href="/subscribe"')
  })

  test('keeps a page out of search engines when asked', () => {
    expect(markup(frame({ noindex: true }))).toContain('<meta name="robots" content="noindex"/>')
    expect(markup(frame())).not.toContain('robots')
  })
})
