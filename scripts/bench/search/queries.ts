import { randomFrom, wordOf } from './corpus'

/** Kinds of queries, each with so many different ones: the same for everybody who answers. */
export function makeQueries(count: number, seed = 7): Record<string, string[]> {
  const random = randomFrom(seed)
  const from = (first: number, last: number) => wordOf(Math.floor(first * (last / first) ** random()))
  const several = (words: number, first: number, last: number) =>
    Array.from({ length: words }, () => from(first, last)).join(' ')
  const many = (make: () => string) => Array.from({ length: count }, make)
  return {
    'rare word': many(() => from(20_000, 100_000)),
    'common word': many(() => from(200, 1_000)),
    'very common word': many(() => from(1, 20)),
    'three words': many(() => several(3, 50, 5_000)),
    sentence: many(() => `${several(5, 1, 50)} ${several(6, 100, 20_000)}`),
  }
}
