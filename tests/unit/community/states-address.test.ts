import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statesAddress } from '@/lib/community/claims/states-address'

const ADA = 'ada@example.org'

test.each([
  'Contact: Ada@Example.org.',
  '<ada@example.org>, 12 pages',
  'ada@example.org',
  'Send mail to ada@example.org. More follows',
])('an address is stated in %s', (text) => {
  expect(statesAddress(text, ADA)).toBe(true)
})

test.each([
  'ada@example.organic',
  'ada@example.org.uk',
  'granada@example.org',
  'not.ada@example.org',
  'x-ada@example.org',
  'ada@example.org-evil.com',
  'ada at example.org',
  '',
])('and not in %s', (text) => {
  expect(statesAddress(text, ADA)).toBe(false)
})

test('whatever stands around it, an address with spaces beside it is found, and no other is', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(statesAddress(`${before} ${ADA} ${after}`, ADA)).toBe(true)
      expect(statesAddress(`${before} x${ADA} ${after}`.replaceAll(` ${ADA}`, ''), ADA)).toBe(false)
    }),
  )
})
