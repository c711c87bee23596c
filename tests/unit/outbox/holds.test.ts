import { expect, test } from 'vitest'
import { whyHeld } from '@/lib/outbox/holds'

test('above two in a hundred refusals an issue stops, but not for a handful at its beginning', () => {
  expect(whyHeld({ refused: 4, faulty: 0, all: 4 })).toBeNull()
  expect(whyHeld({ refused: 5, faulty: 0, all: 5 })).toBe('5 of 5 mails were refused by policy')
  expect(whyHeld({ refused: 5, faulty: 0, all: 250 })).toBeNull()
  expect(whyHeld({ refused: 6, faulty: 0, all: 250 })).toContain('6 of 250')
})

test('ten mails that no server understood stop it, however many there are', () => {
  expect(whyHeld({ refused: 0, faulty: 9, all: 100_000 })).toBeNull()
  expect(whyHeld({ refused: 0, faulty: 10, all: 100_000 })).toBe('10 of 100000 mails were not understood')
})
