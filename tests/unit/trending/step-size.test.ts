import { expect, test } from 'vitest'
import { stepAfter } from '@/lib/trending/step-size'

test.each([
  ['what takes a second stays', 400, 1_000, 400],
  ['what takes four is a quarter', 400, 4_000, 100],
  ['what took minutes is small, and still goes on', 2_000, 180_000, 25],
  ['a fast machine comes to large steps, by the double', 200, 3, 400],
  ['and no further than to what may be held at once', 1_600, 3, 2_000],
  ['a clock that stood still divides by nothing', 200, 0, 400],
])('%s', (_guarantee, papers, tookMs, next) => {
  expect(stepAfter(papers, tookMs)).toBe(next)
})
