import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authorKey } from '@/lib/papers/author-key'
import { mayBeOne, nameBlock } from '@/lib/papers/author-names'
import { foldAround, foldNames } from '@/lib/papers/fold-names'

test.each([
  ['J. Smith', 'John Smith'],
  ['J. Smith', 'John A. Smith'],
  ['John Smith', 'John A. Smith'],
  ['J. A. Smith', 'John Albert Smith'],
  ['Smith, John', 'John Smith'],
  ['Paul Erdős', 'P. Erdos'],
  ['Jean-Pierre Serre', 'J.-P. Serre'],
  ['Jean-Pierre Serre', 'Jean Pierre Serre'],
  ['Xiao-Ming Li', 'Xiaoming Li'],
  ['Johannes van der Waals', 'J. van der Waals'],
  ['John Smith Jr.', 'John Smith'],
  ['Smith, Jr.', 'Smith Jr.'],
  ['Di Wang', 'D. Wang'],
])('%s and %s may be one', (one, other) => {
  expect(mayBeOne(one, other)).toBe(true)
})

test.each([
  ['John Smith', 'Jane Smith'],
  ['John A. Smith', 'John B. Smith'],
  ['A. Smith', 'John A. Smith'],
  ['John Smith', 'John Smyth'],
  ['J. van Gogh', 'J. Gogh'],
  ['John Smith Jr.', 'John Smith Sr.'],
  ['Plato', 'P. Plato'],
  ['ATLAS Collaboration', 'A. Collaboration'],
  ['Xiao Li', 'Xiaoming Li'],
])('%s and %s are two', (one, other) => {
  expect(mayBeOne(one, other)).toBe(false)
})

const forename = fc.constantFrom('John', 'Jane', 'José', 'Jean-Pierre', 'Ann', 'Anna', 'Xiao-Ming', 'Xiaoming')
const initial = fc.constantFrom('J.', 'A.', 'X.', 'P.')
const family = fc.constantFrom('Smith', 'Müller', 'van der Waals', 'Li')
const suffix = fc.constantFrom('', '', '', ' Jr.', ' III')
const given = fc.array(fc.oneof(forename, initial), { minLength: 1, maxLength: 3 })
const name = fc.tuple(given, family, suffix).map(([parts, last, end]) => `${parts.join(' ')} ${last}${end}`)
const names = fc.uniqueArray(name, { maxLength: 12, selector: authorKey })
const anything = fc.oneof(name, fc.string({ unit: 'binary', maxLength: 40 }))

describe('any two names', () => {
  test('agree both ways or not at all, and each with itself', () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        expect(mayBeOne(one, other)).toBe(mayBeOne(other, one))
        expect(mayBeOne(one, one)).toBe(true)
      }),
    )
  })

  test('agree or not whatever the accents, the case and the hyphens', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(mayBeOne(authorKey(one), other.toUpperCase().replaceAll('-', ' '))).toBe(mayBeOne(one, other))
      }),
    )
  })

  test('with two different full forenames never agree', () => {
    fc.assert(
      fc.property(forename, forename, family, (one, other, last) => {
        fc.pre(authorKey(one).replaceAll(' ', '') !== authorKey(other).replaceAll(' ', ''))
        expect(mayBeOne(`${one} ${last}`, `${other} ${last}`)).toBe(false)
      }),
    )
  })

  test('that agree stand in one block', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        if (mayBeOne(one, other)) expect(nameBlock(one)).toEqual(nameBlock(other))
      }),
    )
  })
})

describe('folding', () => {
  const sorted = (all: readonly string[]) =>
    foldNames(all)
      .map((person) => person.names.join(' | '))
      .sort()

  test('puts every name with one person, whatever the order', () => {
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.nat()), (all, random) => {
        const shuffled = all.map((one) => ({ one, at: random.next().value as number })).sort((a, b) => a.at - b.at)
        expect(
          foldNames(all)
            .flatMap((person) => person.names)
            .sort(),
        ).toEqual([...all].sort())
        expect(sorted(shuffled.map(({ one }) => one))).toEqual(sorted(all))
      }),
    )
  })

  test('puts only names together that agree with one another', () => {
    fc.assert(
      fc.property(names, (all) => {
        for (const person of foldNames(all))
          for (const one of person.names) for (const other of person.names) expect(mayBeOne(one, other)).toBe(true)
      }),
    )
  })

  test('takes an initial for the one person it can be, the fullest form first', () => {
    expect(foldNames(['J. Smith', 'John Smith', 'John A. Smith'])).toEqual([
      { names: ['John A. Smith', 'John Smith', 'J. Smith'], isAmbiguous: false },
    ])
  })

  test('leaves an initial alone that can be two people', () => {
    expect(foldNames(['J. Smith', 'John Smith', 'Jane Smith', 'John A. Smith'])).toEqual([
      { names: ['J. Smith'], isAmbiguous: true },
      { names: ['John A. Smith', 'John Smith'], isAmbiguous: false },
      { names: ['Jane Smith'], isAmbiguous: false },
    ])
  })

  test('around one name gives the same person, and who else it could be', () => {
    fc.assert(
      fc.property(names, (all) => {
        fc.pre(all.length > 0)
        const persons = foldNames(all)
        for (const name of all) {
          const { person, others } = foldAround(name, all)
          expect(persons).toContainEqual(person)
          for (const other of others) expect(persons).toContainEqual(other)
          const couldBe = (other: string) => person.names.some((form) => mayBeOne(form, other))
          const meant = persons.filter((other) => !other.names.includes(name) && other.names.some(couldBe))
          expect(others.map(({ names }) => names[0]).sort()).toEqual(meant.map(({ names }) => names[0]).sort())
        }
      }),
    )
  })

  test('around one name folds no more others than are asked for', () => {
    fc.assert(
      fc.property(names, fc.nat({ max: 4 }), (all, most) => {
        fc.pre(all.length > 0)
        const [name = ''] = all
        const { others } = foldAround(name, all)
        expect(foldAround(name, all, undefined, most).others).toEqual(others.slice(0, most))
      }),
    )
  })

  test('keeps apart who wrote a paper together', () => {
    const areApart = (one: string, other: string) => one !== other
    expect(foldNames(['J. Smith', 'John Smith'], areApart)).toHaveLength(2)
  })
})

test('two thousand forms of one family name are no trouble', () => {
  const many = Array.from({ length: 2_000 }, (_, at) => `y${'abcdefghij'[at % 10]}${at.toString(36)} wang`)
  const started = performance.now()
  expect(foldNames(['y wang', ...many])[0]).toEqual({ names: ['y wang'], isAmbiguous: true })
  expect(performance.now() - started).toBeLessThan(10_000)
  const around = performance.now()
  expect(foldAround('y wang', ['y wang', ...many], undefined, 12).others).toHaveLength(12)
  expect(performance.now() - around).toBeLessThan(1_000)
})
