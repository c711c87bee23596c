import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputError } from '@/lib/errors'
import { cursorText, parseCursor } from '@/lib/views/cursor'

test('a cursor comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.option(fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((score) => score + 0)),
      fc.date({ min: new Date('1991-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      fc.constantFrom('2406.01234', 'hep-th/9901001'),
      fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { nil: undefined }),
      (score, listedAt, id, commenters) => {
        const cursor = { score, listedAt, id, commenters }
        expect(parseCursor(cursorText(cursor))).toEqual(cursor)
      },
    ),
  )
})

test('anything else is refused with a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.json()), (text) => {
      expect(() => parseCursor(text)).toThrow(InputError)
    }),
  )
})
