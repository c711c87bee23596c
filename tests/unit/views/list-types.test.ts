import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputError } from '@/lib/errors'
import { parseView, viewPath, viewTitle } from '@/lib/views/address'
import { parseDailyQuery } from '@/lib/views/api/query'
import { LIST_TYPES, typesOf } from '@/lib/views/list-types'
import { typeToggles } from '@/lib/views/type-toggles'

const parse = (address: string) => {
  const url = new URL(address, 'http://localhost')
  return parseView(url.pathname, url.searchParams)
}

const ADDRESSES = ['/papers/date/2026-11-20', '/papers/week/2026-W47', '/papers/month/2026-11', '/categories/hep-th']
const typeLists = fc.array(fc.constantFrom(...LIST_TYPES), { minLength: 1, maxLength: 6 })

test('whatever way types are written, the address of the view is one, and gives the view back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ADDRESSES), typeLists, fc.boolean(), (address, types, repeated) => {
      const query = repeated ? types.map((type) => `types=${type}`).join('&') : `types=${types.join(',')}`
      const view = parse(`${address}?${query}`)
      if (!view) throw new Error('no view')
      expect(parse(viewPath(view))).toEqual(view)
      expect(viewPath(view)).toBe(viewPath(parse(viewPath(view)) ?? view))
      const wanted = LIST_TYPES.filter((type) => types.includes(type))
      expect(typesOf(view as { types?: typeof wanted })).toEqual(wanted)
      expect(viewPath(view)).toBe(wanted.join() === 'new,cross' ? address : `${address}?types=${wanted.join(',')}`)
    }),
  )
})

test.each(['', 'x', 'new,', 'new,old', 'New', 'replace-cross', 'new;cross'])(
  '?types=%s is refused and says what is taken',
  (types) => {
    for (const address of ADDRESSES) {
      expect(() => parse(`${address}?types=${types}`)).toThrow(InputError)
      expect(() => parse(`${address}?types=${types}`)).toThrow('takes new, cross and replace')
    }
    expect(() => parseDailyQuery(new URLSearchParams({ date: '2026-11-20', types }))).toThrow(
      'takes new, cross and replace',
    )
  },
)

test('lists that do not part their entries pass types over', () => {
  expect(parse('/papers/new?types=x')).toEqual({ kind: 'newest' })
  expect(typeToggles({ kind: 'newest' }, null)).toBeNull()
})

test('the API takes types for days', () => {
  const { view } = parseDailyQuery(new URLSearchParams({ date: '2026-11-20', types: 'replace' }))
  expect(view).toEqual({ kind: 'day', day: '2026-11-20', types: ['replace'] })
})

test('the title tells of unusual types', () => {
  expect(viewTitle({ kind: 'category', category: 'cs.LG', types: ['new', 'replace'] })).toBe(
    'cs.LG (new papers and updated papers)',
  )
})

test('each switch leads to the list with that kind switched, and the last one shown cannot be left out', () => {
  const counts = { new: 3, cross: 2, replace: 1 }
  expect(typeToggles({ kind: 'day', day: '2026-11-20' }, counts)).toEqual([
    { type: 'new', isShown: true, count: 3, path: '/papers/date/2026-11-20?types=cross' },
    { type: 'cross', isShown: true, count: 2, path: '/papers/date/2026-11-20?types=new' },
    { type: 'replace', isShown: false, count: 1, path: '/papers/date/2026-11-20?types=new,cross,replace' },
  ])
  const [alone, cross] = typeToggles({ kind: 'day', day: '2026-11-20', types: ['new'] }, null) ?? []
  expect(alone).toMatchObject({ isShown: true, path: null })
  expect(cross).toMatchObject({ path: '/papers/date/2026-11-20' })
})
