import type { ArxivRecord } from '@/tests/support/arxiv-record'

const WORDS = `we show that a simple method for learning sparse representations of large graphs converges under mild
  assumptions and improves upon earlier results by a wide margin on several public data sets while using less memory than
  attention over long sequences in transformers diffusion models kernels policies rewards gradients proofs bounds networks
  optimal transport invariant equivariant bayesian inference robust estimation language vision speech robots`.split(
  /\s+/,
)
/** With a letter for each `#`: formulas of papers repeat, but not all of them. */
const FORMULAS = [
  '$O(# \\log #)$',
  '$\\mathbb{R}^#$',
  '$\\|#\\|_2 \\le \\epsilon$',
  '$#_{t+1} = \\frac{1}{t}$',
  '$p(# \\mid y)$',
]
const LETTERS = [
  ...'abcdefghiklmnpqrsuvwxzABCDEFGHKLMNPQRSTUVWXYZ'.split(''),
  '\\alpha',
  '\\beta',
  '\\sigma',
  '\\theta',
  '\\lambda',
]
const NAMES = ['Ada Lovelace', 'Emmy Noether', 'Grace Hopper', 'Paul Erd\\H{o}s', 'Sofya Kovalevskaya', 'Alan Turing']

/** Made-up papers of the size of real ones: abstracts of some 1,200 characters, a formula in most, three authors. The same each time. */
export function makeRecords(count: number, categories: readonly string[]): ArxivRecord[] {
  const next = pseudoRandom(42)
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T
  const formula = () => pick(FORMULAS).replaceAll('#', pick(LETTERS))
  const sentence = (words: number) =>
    Array.from({ length: words }, () => (next() < 0.015 ? formula() : pick(WORDS))).join(' ')
  return Array.from({ length: count }, (_, index) => ({
    id: `2611.${String(index + 1).padStart(5, '0')}`,
    title: `${sentence(9)} ${index}`,
    abstract: `${sentence(170)}.`,
    authors: [`${pick(NAMES)} ${index % 997}`, `${pick(NAMES)} ${index % 499}`, pick(NAMES)],
    categories: [categories[index % categories.length] ?? 'cs.LG', 'math.OC'],
  }))
}

/** Mulberry32: good enough to choose words. */
function pseudoRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
