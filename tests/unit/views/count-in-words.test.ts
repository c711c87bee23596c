import { expect, test } from 'vitest'
import { countInWords } from '@/lib/views/count-in-words'

test.each([
  [{ papers: 0, isExact: true }, 'No papers'],
  [{ papers: 1, isExact: true }, '1 paper'],
  [{ papers: 1_234, isExact: true }, '1,234 papers'],
  [{ papers: 12_437, isExact: false }, 'About 12,400 papers'],
])('%o', (total, words) => {
  expect(countInWords(total)).toBe(words)
})
