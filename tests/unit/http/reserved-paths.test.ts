import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reachableUrl } from '@/lib/http/reserved-paths'

const NOWHERE = '/nothing/lives/here'

test.each([
  '/_next/static/chunks/main.js',
  '/_next/image?url=%2Fx&w=64&q=75',
  '/_NEXT/data/build/index.json',
  '/%5Fnext/static/x',
  '/_next/../404',
  '/a/../_next/x',
  '//_next/x',
  '/404',
  '/500/',
  '/_error',
  '/_not-found',
  '/_global-error',
  '/__nextjs_original-stack-frames',
])('%s is the framework’s own corner', (url) => {
  expect(reachableUrl(url)).toBe(NOWHERE)
})

test.each([
  ['/', '/'],
  ['/papers/2406.01234', '/papers/2406.01234'],
  ['/search?q=_next', '/search?q=_next'],
  ['/papers/../search?q=x', '/search?q=x'],
  ['/4040', '/4040'],
  ['//elsewhere.example/x', '/elsewhere.example/x'],
])('%s is reached as %s', (url, reached) => {
  expect(reachableUrl(url)).toBe(reached)
})

test('no query changes which page is reached', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (query) => {
      expect(reachableUrl(`/papers/new?${query}`)).toMatch(/^\/papers\/new(\?|$)/)
    }),
  )
})
