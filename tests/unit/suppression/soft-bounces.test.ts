import { expect, test } from 'vitest'
import { isGivenUp } from '@/lib/suppression/soft-bounces'

const refusals = (...told: [mail: string, day: number][]) =>
  told.map(([deliveryId, day]) => ({ deliveryId, at: new Date(Date.UTC(2026, 10, 1 + day)) }))

test('five refusals of three mails over two weeks are enough, and nothing less is', () => {
  expect(isGivenUp(refusals(['a', 0], ['a', 1], ['b', 7], ['c', 10], ['c', 14]))).toBe(true)
  expect(isGivenUp(refusals(['a', 0], ['b', 7], ['c', 10], ['d', 14]))).toBe(false)
  expect(isGivenUp(refusals(['a', 0], ['a', 1], ['b', 7], ['b', 10], ['b', 14]))).toBe(false)
  expect(isGivenUp(refusals(['a', 0], ['b', 1], ['c', 7], ['d', 10], ['e', 13]))).toBe(false)
  expect(isGivenUp([])).toBe(false)
})
