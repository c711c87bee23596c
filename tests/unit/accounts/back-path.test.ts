import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backPath } from '@/lib/accounts/back-path'

test.each([
  ['/', '/'],
  ['/papers/hep-th/9901001', '/papers/hep-th/9901001'],
  ['/search?q=graph%20nets&after=x', '/search?q=graph%20nets&after=x'],
  ['/papers/date/../new', '/papers/new'],
  ['/papers/new#2406.01234', '/papers/new'],
  ['/for-you', '/for-you'],
  ['/authors/Ada Lovelace', '/authors/Ada%20Lovelace'],
])('%j leads to %j', (asked, leads) => {
  expect(backPath(asked)).toBe(leads)
})

test.each([
  undefined,
  null,
  '',
  'papers/new',
  'https://evil.example/papers/new',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/papers/..//evil.example',
  '/papers/..\\\\evil.example',
  '/%2e%2e//evil.example',
  '/sign-in?back=/sign-in',
  '/sign-out',
  '/api/papers',
  '/mailbox',
  '/papersx',
  ' /papers',
  `/search?q=${'a'.repeat(2_000)}`,
])('%j leads to the front page', (asked) => {
  expect(backPath(asked)).toBe('/')
})

test('whatever is asked, a browser stays on this site', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '..',
    '.',
    'papers',
    'evil.example',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '%5c',
    '\t',
    '\n',
    ' ',
    'http:',
  )
  const asked = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`),
    fc.webUrl(),
    fc.string(),
  )
  fc.assert(
    fc.property(asked, (text) => {
      const path = backPath(text)
      expect(new URL(path, 'https://papers.example.org/sign-in/code').origin).toBe('https://papers.example.org')
      expect(path).toMatch(/^\/(?![/\\])[!-~]*$/)
      expect(backPath(path)).toBe(path)
    }),
    { numRuns: 5_000 },
  )
})
