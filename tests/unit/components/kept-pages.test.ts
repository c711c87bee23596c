import { describe, expect, test } from 'vitest'
import { isKeptPage, shelfOf, withNotice } from '@/components/service-worker/kept-pages'

describe('what is kept for reading without a network', () => {
  test.each(['/', '/papers/new', '/papers/2611.00001', '/papers/hep-th/9901001', '/search', '/about/privacy'])(
    '%s is',
    (path) => {
      expect(isKeptPage(path)).toBe(true)
    },
  )

  test.each([
    '/sign-in',
    '/settings',
    '/subscriptions/manage/x',
    '/admin',
    '/mailbox',
    '/reading-list',
    '/papers/new.rss',
    '/papers/1.png',
  ])('%s is not', (path) => {
    expect(isKeptPage(path)).toBe(false)
  })

  test('a paper stands on another shelf than a list', () => {
    expect(['/', '/papers/new', '/papers/date/2026-11-20', '/categories/cs.LG'].map(shelfOf)).toEqual(
      Array.from({ length: 4 }, () => 'lists'),
    )
    expect(['/papers/2611.00001', '/papers/hep-th/9901001'].map(shelfOf)).toEqual(['papers', 'papers'])
  })
})

test('a kept page tells when it was fetched, first of all its content', () => {
  const html = withNotice('<body><main id="main" tabindex="-1"><h1>$& New</h1></main>', 'Fri, 20 Nov 2026 08:00:00 GMT')
  expect(html).toMatch(/^<body><main id="main" tabindex="-1"><p class="notice" role="note">/)
  expect(html).toContain('as it was on <time datetime="2026-11-20T08:00:00.000Z">2026-11-20 at 08:00 UTC</time>')
  expect(html).toContain('<h1>$& New</h1>')
})
