import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalField, categoriesOf, categoryName, fieldsOf, listTaxonomy, storedTerms } from '@/lib/taxonomy'
import { ALIASES, CATEGORY_NAMES, FIELD_NAMES, OLD_ARCHIVES } from '@/lib/taxonomy-names'

const everyName = [CATEGORY_NAMES, FIELD_NAMES, ALIASES, OLD_ARCHIVES].flatMap((names) => Object.keys(names))

test('the taxonomy is whole: 155 categories in 8 groups, each listed once', () => {
  const groups = listTaxonomy()
  expect(groups.map(({ id }) => id)).toEqual(['cs', 'econ', 'eess', 'math', 'physics', 'q-bio', 'q-fin', 'stat'])
  const listed = groups.flatMap(({ archives }) =>
    archives.flatMap(({ id, categories }) => (categories.length > 0 ? categories.map((one) => one.id) : id)),
  )
  const current = Object.keys(CATEGORY_NAMES).filter((name) => !(name in ALIASES))
  expect(new Set(listed)).toEqual(new Set(current))
  expect(listed).toHaveLength(149)
  expect(Object.keys(CATEGORY_NAMES)).toHaveLength(155)
})

test.each([
  ['cs.SY', 'eess.SY'],
  ['math.MP', 'math-ph'],
  ['stat.TH', 'math.ST'],
  ['math.IT', 'cs.IT'],
  ['cs.NA', 'math.NA'],
  ['q-fin.EC', 'econ.GN'],
  ['alg-geom', 'math.AG'],
  ['cmp-lg', 'cs.CL'],
  ['supr-con', 'cond-mat.supr-con'],
  ['CS.lg', 'cs.LG'],
  ['Hep-Th', 'hep-th'],
  ['physics', 'physics'],
  ['xx.YY', null],
  ['constructor', null],
])('%s is known by the name %s', (name, canonical) => {
  expect(canonicalField(name)).toBe(canonical)
})

describe('every name', () => {
  test('has a meaning, and leads to one name that leads to itself', () => {
    for (const name of everyName) {
      const canonical = canonicalField(name) ?? ''
      expect(canonicalField(canonical), name).toBe(canonical)
      expect(categoryName(name), name).not.toBeNull()
    }
  })

  test('finds what stands under any other name of the same field', () => {
    for (const name of everyName) {
      const canonical = canonicalField(name) ?? ''
      expect(storedTerms(name), name).toEqual(storedTerms(canonical))
      expect(storedTerms(name), name).toEqual(expect.arrayContaining([name, canonical, ...categoriesOf(name)]))
    }
  })

  test('opens into categories that exist, by their one name', () => {
    for (const name of everyName)
      for (const category of categoriesOf(name))
        expect([category, canonicalField(category)]).toEqual([category, category])
  })
})

test('a group holds its archives, its shared categories, and what they were called before', () => {
  expect(categoriesOf('cs')).toEqual(expect.arrayContaining(['cs.AI', 'math.NA', 'eess.SY']))
  expect(storedTerms('cs')).toEqual(expect.arrayContaining(['cs.NA', 'math.NA', 'cmp-lg', 'math.IT']))
  expect(categoriesOf('physics')).toEqual(
    expect.arrayContaining(['hep-th', 'astro-ph.GA', 'physics.optics', 'math-ph']),
  )
  expect(storedTerms('astro-ph')).toContain('astro-ph')
  expect(storedTerms('astro-ph')).not.toContain('hep-th')
  expect(fieldsOf('astro-ph')).toHaveLength(6)
  expect(fieldsOf('cs.LG')).toEqual([])
})

test('any text is a name or none, and stands at least for itself', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(storedTerms(name)).toContain(canonicalField(name) ?? name)
      expect(typeof (categoryName(name) ?? '')).toBe('string')
    }),
  )
})
