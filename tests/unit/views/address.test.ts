import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '@/lib/errors'
import { parseView, viewPath, viewTitle } from '@/lib/views/address'
import { isDay, weekOf, weekRange } from '@/lib/views/calendar'
import type { View } from '@/lib/views/view'

const parse = (address: string) => {
  const url = new URL(address, 'http://localhost')
  return parseView(url.pathname, url.searchParams)
}

test.each<[string, View]>([
  ['/', { kind: 'trending' }],
  ['/?in=cs.LG,math', { kind: 'trending', categories: ['cs.LG', 'math'] }],
  ['/?in=math&fair=1', { kind: 'trending', categories: ['math'], fair: true }],
  ['/papers/month/2026-11?types=new&fair=1', { kind: 'month', month: '2026-11', types: ['new'], fair: true }],
  ['/papers/new', { kind: 'newest' }],
  ['/papers/date/2026-11-20', { kind: 'day', day: '2026-11-20' }],
  ['/papers/week/2026-W47', { kind: 'week', week: '2026-W47' }],
  [
    '/papers/week/2026-W47?types=new&in=cs.LG',
    { kind: 'week', week: '2026-W47', types: ['new'], categories: ['cs.LG'] },
  ],
  ['/papers/month/2026-11', { kind: 'month', month: '2026-11' }],
  ['/categories/cs.LG', { kind: 'category', category: 'cs.LG' }],
  ['/categories/hep-th', { kind: 'category', category: 'hep-th' }],
  ['/authors/Ada%20Lovelace', { kind: 'author', name: 'Ada Lovelace' }],
  [
    '/authors/Wei%20Zhang?in=math.AG,math.NT',
    { kind: 'author', name: 'Wei Zhang', categories: ['math.AG', 'math.NT'] },
  ],
  ['/authors/J.%20Smith?in=cs', { kind: 'author', name: 'J. Smith', categories: ['cs'] }],
  ['/authors/0000-0002-1825-0097', { kind: 'author', name: '0000-0002-1825-0097' }],
  ['/authors/warner_s_1', { kind: 'author', name: 'warner_s_1' }],
  ['/lists/0b0e6f6e-6d5a-4c4e-9c3e-2f1d3a4b5c6d', { kind: 'list', key: '0b0e6f6e-6d5a-4c4e-9c3e-2f1d3a4b5c6d' }],
  [
    '/following/0b0e6f6e-6d5a-4c4e-9c3e-2f1d3a4b5c6d',
    { kind: 'following', key: '0b0e6f6e-6d5a-4c4e-9c3e-2f1d3a4b5c6d' },
  ],
  ['/groups/Lab-7', { kind: 'group', name: 'Lab-7' }],
  ['/groups/Lab-7/2026-W47', { kind: 'group', name: 'Lab-7', week: '2026-W47' }],
  ['/search?q=%CE%B2-VAE', { kind: 'search', query: 'β-VAE' }],
])('%s is a view, and its address is its own', (address, view) => {
  expect(parse(address)).toEqual(view)
  expect(viewPath(view)).toBe(address)
  expect(viewTitle(view)).not.toBe('')
})

test.each([
  '/papers/2406.01234',
  '/papers',
  '/nothing',
  '/papers/date',
  '/categories/cs.LG/x',
  '/lists/mine',
  '/following/0b0e6f6e-6d5a-4c4e-9c3e-2f1d3a4b5c6d/x',
  '/papers/hep-th/9901001',
])('no view lives at %s', (address) => {
  expect(parse(address)).toBeNull()
})

test.each([
  '/papers/date/2026-02-30',
  '/papers/date/2026-11-20x',
  '/papers/date/0001-01-01',
  '/papers/week/2026-W54',
  '/papers/week/2025-W53',
  '/papers/month/2026-13',
  '/categories/%3Cscript%3E',
  '/authors/%E0%A4%A',
  '/authors/%00',
])('%s is refused with a sentence that says what is taken', (address) => {
  const [path = ''] = address.split('?')
  expect(() => parseView(path)).toThrow(InputError)
  expect(() => parseView(path)).toThrow(/end like/)
})

test.each(['/authors/Ada%20Lovelace?in=<b>', `/authors/Ada%20Lovelace?in=${'math.NT,'.repeat(31)}`])(
  '%s is refused with a sentence that says what is taken',
  (address) => {
    expect(() => parse(address)).toThrow(/takes up to 30 categories/)
  },
)

test('categories have one order, however they are given, and none are none', () => {
  const narrowed = { kind: 'author', name: 'Wei Zhang', categories: ['cs', 'math.NT'] }
  expect(parse('/authors/Wei%20Zhang?in=math.NT,cs,cs')).toEqual(narrowed)
  expect(parse('/authors/Wei%20Zhang?in=math.NT&in=cs')).toEqual(narrowed)
  expect(parse('/authors/Wei%20Zhang?in=')).toEqual({ kind: 'author', name: 'Wei Zhang' })
})

test('an ORCID whose check digit is wrong is no author', () => {
  expect(() => parse('/authors/0000-0002-1825-0098')).toThrow(/end like/)
})

describe('any author and any search', () => {
  const names = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((name) => /\p{L}/u.test(name) && !/\p{Cc}/u.test(name) && name.isWellFormed())

  test('survive the way through their address', () => {
    fc.assert(
      fc.property(names, (name) => {
        const view = parse(viewPath({ kind: 'author', name }))
        expect(view).toEqual({ kind: 'author', name: name.replace(/\s+/g, ' ').trim() })
      }),
    )
  })

  test('within any categories survive it too', () => {
    const part = fc.stringMatching(/^[a-z]{2,6}(\.[A-Z]{2})?$/)
    fc.assert(
      fc.property(names, fc.uniqueArray(part, { minLength: 1, maxLength: 30 }), (name, within) => {
        const categories = within.sort()
        const view = parse(viewPath({ kind: 'author', name, categories }))
        expect(view).toEqual({ kind: 'author', name: name.replace(/\s+/g, ' ').trim(), categories })
      }),
    )
  })

  test('any text is a search or an error that people can read, never a crash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const view = parseView('/search', new URLSearchParams({ q: text }))
        expect(view?.kind).toBe('search')
      }),
    )
  })
})

test('every day lies in the week that is named for it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10)
      const range = weekRange(weekOf(day))
      expect(isDay(day) && range && range.first <= day && day < range.end).toBe(true)
    }),
  )
})
