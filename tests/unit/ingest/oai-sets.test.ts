import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setOf, setsFor } from '@/lib/ingest/oai-sets'

test('a category has the set that arXiv names for it', () => {
  expect(['cs.LG', 'math.NA', 'hep-th', 'astro-ph.CO', 'physics.optics', 'math-ph', 'q-bio.NC'].map(setOf)).toEqual([
    'cs:cs:LG',
    'math:math:NA',
    'physics:hep-th',
    'physics:astro-ph:CO',
    'physics:physics:optics',
    'physics:math-ph',
    'q-bio:q-bio:NC',
  ])
})

test('an archive that is configured by its name is a set, too', () => {
  expect(['cs', 'astro-ph', 'physics'].map(setOf)).toEqual(['cs', 'physics:astro-ph', 'physics:physics'])
})

test('few categories are asked for one by one', () => {
  expect(setsFor(['cs.LG', 'stat.ML', 'cs.CL'])).toEqual(['cs:cs:CL', 'cs:cs:LG', 'stat:stat:ML'])
})

test('where the whole takes fewer requests, the whole is asked for', () => {
  expect(setsFor(['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'stat.ML'])).toEqual(['cs', 'stat:stat:ML'])
  expect(setsFor(['astro-ph.CO', 'astro-ph.EP', 'hep-th'])).toEqual(['physics:astro-ph', 'physics:hep-th'])
  expect(setsFor(['astro-ph.CO', 'cond-mat.soft', 'gr-qc', 'hep-th', 'quant-ph'])).toEqual(['physics'])
})

test('an archive by its name makes the sets below it needless', () => {
  expect(setsFor(['cs', 'cs.LG', 'astro-ph', 'astro-ph.CO'])).toEqual(['cs', 'physics:astro-ph'])
})

test('whatever is configured, each category lies in a set that is asked for, and none is asked for twice', () => {
  const category = fc.constantFrom(
    'cs.LG',
    'cs.AI',
    'cs.CV',
    'cs.CL',
    'math.NA',
    'math.MP',
    'math-ph',
    'hep-th',
    'nlin.AO',
  )
  fc.assert(
    fc.property(fc.array(category, { minLength: 1 }), (categories) => {
      const sets = setsFor(categories)
      for (const one of categories) {
        const holding = sets.filter((set) => setOf(one) === set || setOf(one).startsWith(`${set}:`))
        expect(holding).toHaveLength(1)
      }
    }),
  )
})
