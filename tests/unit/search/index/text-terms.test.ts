import { expect, test } from 'vitest'
import { stemsOf } from '@/lib/search/index/stems'
import { holdsAsked, textsAskedBy } from '@/lib/search/index/text-terms'
import { codeOf } from '@/lib/search/index/word-codes'
import { parseQuery } from '@/lib/search/query/parse'

const codes = (text: string) => Uint32Array.from(stemsOf(text), codeOf)
const holds = (query: string, title: string, abstract: string) => {
  const asked = textsAskedBy(parseQuery(query))
  return asked && holdsAsked(asked, { title: codes(title), abstract: codes(abstract) })
}

test('a phrase stands in title or abstract, not across both', () => {
  expect(holds('"deep quokka"', 'the deep quokka', '')).toBe(true)
  expect(holds('"deep quokka"', 'how deep', 'quokka holes')).toBe(false)
})

test('fields are kept apart, alternatives suffice, and what is forbidden excludes', () => {
  expect(holds('ti:quokka', 'x', 'quokka')).toBe(false)
  expect(holds('abs:quokka', 'x', 'quokka')).toBe(true)
  expect(holds('ti:quokka OR abs:wombat', 'x', 'wombat')).toBe(true)
  expect(holds('marsupial -quokka', 'x', 'marsupial quokka')).toBe(false)
  expect(holds('marsupial -ti:quokka', 'x', 'marsupial quokka')).toBe(true)
})

test('what is not about text stays for the database, and a choice between text and something else is left to it', () => {
  expect(textsAskedBy(parseQuery('quokka cat:cs.LG au:"Ada Lovelace" -cat:cs.CV votes:>3'))).toMatchObject({
    words: ['quokka'],
    all: [],
    rest: {
      words: [],
      all: [[{ field: 'category' }], [{ field: 'author' }]],
      none: [{ field: 'category' }],
      votes: { min: 4 },
    },
  })
  expect(textsAskedBy(parseQuery('ti:quokka OR au:Lovelace'))).toBeNull()
  expect(textsAskedBy(parseQuery('au:Lovelace'))).toBeNull()
})
