import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSeldom, parseRhythm, rhythmInWords, rhythmOf, rhythmText, WEEKDAYS } from '@/lib/subscriptions/rhythm'

test('some days in any order, twice and in any case have one spelling, which reads as the same days', () => {
  const days = fc.array(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(days, fc.boolean(), (chosen, shout) => {
      const typed = shout ? chosen.join(' , ').toUpperCase() : chosen.join(',')
      const spelled = rhythmText(rhythmOf(typed))
      const inOrder = WEEKDAYS.filter((day) => chosen.includes(day))
      expect(spelled).toBe(inOrder.length === 7 ? 'daily' : inOrder.join(','))
      expect(rhythmText(rhythmOf(spelled))).toBe(spelled)
    }),
  )
})

test('any text is a rhythm or none, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const rhythm = parseRhythm(text)
      if (rhythm) expect(parseRhythm(rhythmText(rhythm))).toEqual(rhythm)
    }),
  )
})

test.each(['', ',', 'mon,', 'monday', 'weekly', 'mon;tue', 'daily,mon', 'toString', '1'])('%j is no rhythm', (text) => {
  expect(parseRhythm(text)).toBeNull()
})

test.each([
  ['daily', 'every day'],
  ['mon', 'on Mondays'],
  ['mon,wed,fri', 'on Mon, Wed and Fri'],
  ['sat,sun', 'on Sat and Sun'],
  ['mon,tue,wed,thu,fri', 'from Monday to Friday'],
  ['monthly', 'on the first of each month'],
])('%s is “%s”', (text, words) => {
  expect(rhythmInWords(rhythmOf(text))).toBe(words)
})

test.each([
  ['daily', false],
  ['mon,thu', false],
  ['sun', true],
  ['monthly', true],
])('%s comes once a week at most: %s', (text, seldom) => {
  expect(isSeldom(rhythmOf(text))).toBe(seldom)
})
