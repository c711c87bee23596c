import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authorKey, splitAuthors } from '@/lib/papers/author-key'

describe('spellings of one name share a key', () => {
  test.each([
    ['Erdős, P.', 'erdos p'],
    ['Søren Ångström', 'soren angstrom'],
    ['Łukasz Kaiser', 'lukasz kaiser'],
    ['Weiß', 'weiss'],
    ['Þórður Ægisson', 'thordur aegisson'],
    ["O'Brien-Smith", 'o brien smith'],
    ['İnönü', 'inonu'],
    ['Đặng', 'dang'],
    ['  Yann   LeCun ', 'yann lecun'],
    ['ﬁsher', 'fisher'],
    ['李明', '李明'],
    ['Ковалёв', 'ковалев'],
    ['علي', 'علي'],
    ['नेहा', 'नेहा'],
  ])('%s', (name, key) => {
    expect(authorKey(name)).toBe(key)
  })
})

test('the key of a key is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(authorKey(authorKey(name))).toBe(authorKey(name))
    }),
  )
})

test('a name with a letter has a key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      if (/\p{L}/u.test(name)) expect(authorKey(name)).not.toBe('')
    }),
    { examples: [['ͺ'], ['ʹ'], ['ª']] },
  )
})

describe('the names of a creator', () => {
  test.each([
    ['Ada Lovelace, Alan Turing', ['Ada Lovelace', 'Alan Turing']],
    ['Ada Lovelace and Alan Turing', ['Ada Lovelace', 'Alan Turing']],
    ['Ada Lovelace, and Alan Turing', ['Ada Lovelace', 'Alan Turing']],
    ['A. One (MIT, Cambridge), B. Two (1,2)', ['A. One', 'B. Two']],
    ['A. One (Dept. of X (Y, Z), Paris), B. Two', ['A. One', 'B. Two']],
    ['A. One (1), B. Two (2) ((1) MIT, (2) ETH)', ['A. One', 'B. Two']],
    ['A. One (MIT, B. Two, C. Three', ['A. One MIT', 'B. Two', 'C. Three']],
    ['A. One), B. Two', ['A. One', 'B. Two']],
    ['The ATLAS Collaboration', ['The ATLAS Collaboration']],
    ['CMS Collaboration: A. Sirunyan, A. Tumasyan', ['CMS Collaboration', 'A. Sirunyan', 'A. Tumasyan']],
    ['the H.E.S.S. and VERITAS Collaborations', ['the H.E.S.S. and VERITAS Collaborations']],
    ['A. One, B. Two, et al. (for the Belle Collaboration)', ['A. One', 'B. Two']],
    ['A. One et al', ['A. One']],
    ['John Smith, Jr., Mary Major', ['John Smith Jr.', 'Mary Major']],
    [
      String.raw`Fran\c{c}ois Vi\`ete, Paul Erd\H{o}s, {\L}. \'Swi\k{a}tek`,
      ['François Viète', 'Paul Erdős', 'Ł. Świątek'],
    ],
    [String.raw`J.~Garc\'\i a, S\o ren Kierkegaard`, ['J. García', 'Søren Kierkegaard']],
    ['  Ada\n  Lovelace ,, \t', ['Ada Lovelace']],
    ['Mandy Andersen, Rand Brand', ['Mandy Andersen', 'Rand Brand']],
    ['', []],
  ])('%s', (creator, names) => {
    expect(splitAuthors(creator)).toEqual(names)
  })
})

test('5,000 names come back whole, and no more than that', () => {
  const names = Array.from({ length: 6000 }, (_, at) => `Author${at} Name`)
  expect(splitAuthors(names.map((name) => `${name} (Institute, City (Country))`).join(', '))).toEqual(
    names.slice(0, 5000),
  )
})

test('100 kB of brackets, commas or backslashes are no trouble', () => {
  for (const unit of ['(', ')', '(a,', ',', '\\', '{', "\\'", 'and ', 'et al ', '-', ' ', '\\c']) {
    const started = performance.now()
    expect(splitAuthors(unit.repeat(100_000 / unit.length)).length).toBeLessThanOrEqual(5000)
    expect(performance.now() - started).toBeLessThan(1000)
  }
})

test('names hold no controls, direction changes or parted affiliations', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (creator) => {
      for (const name of splitAuthors(creator)) expect(name).toMatch(/^[^\p{Cc}\p{Cf}(),]+$/u)
    }),
  )
  expect(splitAuthors('Eve\u202e gpj.exe\u0000, B\u200bob')).toEqual(['Eve gpj.exe', 'Bob'])
})
