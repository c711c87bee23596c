import { expect, test } from 'vitest'
import { fixedNumber } from '@/lib/database/fixed-number'

test('a number of the code stands in the text as it is; anything else is refused', () => {
  expect(fixedNumber(12)).toMatchObject({ sql: '12', values: [] })
  for (const other of [1.5, Number.NaN, Number.POSITIVE_INFINITY, '1; drop table votes' as unknown as number])
    expect(() => fixedNumber(other)).toThrow(RangeError)
})
