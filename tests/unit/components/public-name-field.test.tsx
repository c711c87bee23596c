import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CommentForm } from '@/components/community/CommentForm'
import { PublicNameField } from '@/components/PublicNameField'
import { PublicName } from '@/lib/accounts/public-name'
import { markup } from './markup'

const field = markup(<PublicNameField label="Name" autoComplete="off" />)
const told = (attribute: string) => new RegExp(` ${attribute}="([^"]*)"`).exec(field)?.[1] ?? ''

/** Whether a browser sends it, by the standard's rule for `pattern`. */
const isSent = (typed: string) => new RegExp(`^(?:${told('pattern')})$`, 'v').test(typed)

test('the form of a first comment tells beforehand what a name takes', () => {
  const html = markup(<CommentForm action="/" label="Your comment" send="Comment" asksName />)
  const rule = 'It takes 2 to 30 Latin letters, digits and single hyphens, without spaces, a letter first.'
  expect(html).toContain(`Your address never stands anywhere. ${rule}</p>`)
  const input = /<input[^>]* name="name"[^>]*>/.exec(html)?.[0] ?? ''
  for (const attribute of ['required=""', 'autoComplete="nickname"', `title="${rule}"`])
    expect(input).toContain(attribute)
  // A limit would cut a pasted name short without a word.
  expect(input).not.toContain('maxLength')
})

test.each([
  ['Ada', true],
  [' Ada-Lovelace-2 ', true],
  ['a'.repeat(30), true],
  ['a'.repeat(31), false],
  ['a', false],
  ['2-b', false],
  ['Ada Lovelace', false],
  ['Ada--Lovelace', false],
  ['Адa', false],
])('%s: sent is %s', (typed, expected) => {
  expect([isSent(typed), PublicName.safeParse(typed).success]).toEqual([expected, expected])
})

test('a browser keeps back nothing that the door would take', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'aZ09-- é'.split('')), maxLength: 12 })
  fc.assert(fc.property(typed, (name) => isSent(name) || !PublicName.safeParse(name).success))
})
