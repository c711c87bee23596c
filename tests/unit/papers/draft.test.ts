import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCategory, oneLine, onlyCategories, plausibleDate, readDraft } from '@/lib/papers/draft'

const sound = {
  id: '2611.00001',
  version: 1,
  titleSource: 'Title',
  abstractSource: 'Abstract.',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
  comments: null,
  doi: null,
  journalRef: null,
  license: null,
  submittedAt: null,
  updatedAt: null,
}

describe('a draft', () => {
  test.each([
    [{ id: '2611.1' }, 'arXiv id'],
    [{ titleSource: ' \u202E\u0000 ' }, 'has no title'],
    [{ titleSource: undefined }, 'has no title'],
    [{ titleSource: 'x'.repeat(2001) }, 'has a title of more than 2000 characters'],
    [{ abstractSource: '' }, 'has no abstract'],
    [{ authors: ['', ' '] }, 'has no authors'],
    [{ authors: ['x'.repeat(501)] }, 'has an author whose name is longer than 500 characters'],
    [{ categories: ['68T05', 'I.2.6'] }, 'has no category of arXiv'],
  ])('with %j is refused, and told why', (traits, reason) => {
    expect(readDraft({ ...sound, ...traits })).toEqual({ reason: expect.stringContaining(reason) })
  })

  test('is the same when it is read again', () => {
    const odd = {
      ...sound,
      titleSource: ' a\n b\u0007 ',
      abstractSource: 'one\ntwo\n  three',
      comments: '  ',
      authors: ['A ', ''],
    }
    const read = readDraft(odd)
    if ('reason' in read) throw new Error(read.reason)
    expect(read.draft).toMatchObject({
      titleSource: 'a b',
      abstractSource: 'one two\n\nthree',
      comments: null,
      authors: ['A'],
    })
    expect(readDraft(read.draft)).toEqual(read)
  })

  test('may be anything at all, and nothing throws', () => {
    fc.assert(fc.property(fc.anything(), (given) => 'reason' in readDraft(given)))
  })
})

test('categories of arXiv are told from codes of other schemes', () => {
  const known = ['cs.LG', 'hep-th', 'cond-mat.mtrl-sci', 'astro-ph.CO', 'q-bio.NC', 'math-ph', 'cmp-lg']
  expect(known.every(isCategory)).toBe(true)
  expect(onlyCategories(['cs.LG', '68T05', 'I.2.6; F.2', 'cs.LG', 7, null, '<b>', ' math.CO '])).toEqual([
    'cs.LG',
    'math.CO',
  ])
})

test('dates before arXiv and beyond this century are no dates of papers', () => {
  expect(plausibleDate('1991-08-14T20:00:00Z')).toEqual(new Date('1991-08-14T20:00:00Z'))
  expect(['1970-01-01', '2999-01-01', 'soon', 7, undefined].map(plausibleDate)).toEqual(Array(5).fill(null))
})

test('what is cut off is never half a character', () => {
  expect(oneLine('abc😀', 4)).toBe('abc')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, maxChars) => oneLine(text, maxChars).isWellFormed()),
  )
})
