/** What was learned from one reader's acts: what each word adds to a paper that has it, and where the balance lies without any. */
export interface Model {
  bias: number
  words: Record<string, number>
}

/** A paper to learn from. */
export interface Example {
  /** As `wordsOf` gives them. */
  words: readonly string[]
  liked: boolean
  /** How much it says beside the others of its side. */
  weight: number
}

/** What a model says of a paper, and what it is made of. */
export interface Score {
  /** How likely its reader likes it, in millionths, if they liked every second paper: an order, no promise. */
  score: number
  /** The words that speak for the paper most, the strongest first; at most three. */
  words: string[]
}

const ROUNDS = 120
const STEP = 3
/** Strength of the pull of every word towards saying nothing: a word must earn its place in several papers. */
const PULL = 0.0015
/** A model is kept whole in a row, and read for every look at new papers. */
const MOST_WORDS = 3_000
const SHOWN_WORDS = 3

/**
 * A linear model (logistic regression, both sides counted alike however many papers they have), as arxiv-sanity-lite trains one per
 * tag: rare words weigh more (by their inverse document frequency), long texts no more than short ones. Deterministic.
 * @param examples of both sides at least one, else nothing is learned
 */
export function learn(examples: readonly Example[]): Model {
  const sides = [true, false].map((liked) => sum(examples, (one) => (one.liked === liked ? one.weight : 0)))
  const [liked = 0, disliked = 0] = sides
  if (liked === 0 || disliked === 0) return { bias: 0, words: {} }
  const vocabulary = vocabularyOf(examples)
  const rows = examples.map((example) => ({
    cells: example.words.flatMap((word) => vocabulary.places.get(word) ?? []),
    reach: 1 / Math.sqrt(Math.max(1, example.words.length)),
    target: example.liked ? 1 : 0,
    weight: example.weight / (2 * (example.liked ? liked : disliked)),
  }))
  const { weights, bias } = descend(rows, vocabulary.rarity)
  const words = [...vocabulary.places].map(
    ([word, place]) => [word, at(weights, place) * at(vocabulary.rarity, place)] as const,
  )
  return { bias, words: Object.fromEntries(words.sort(byStrength).slice(0, MOST_WORDS)) }
}

/** The shares of a paper's words and the bias add up to the log-odds of its score. @param words as `wordsOf` gives them */
export function scoreOf({ bias, words: known }: Model, words: readonly string[]): Score {
  const reach = 1 / Math.sqrt(Math.max(1, words.length))
  const shares = words.flatMap((word) => (known[word] === undefined ? [] : [[word, known[word] * reach] as const]))
  const best = shares.filter(([, share]) => share > 0).sort(byStrength)
  const score = Math.round(1_000_000 * likely(bias + sum(shares, ([, share]) => share)))
  return { score, words: best.slice(0, SHOWN_WORDS).map(([word]) => word) }
}

interface Vocabulary {
  places: Map<string, number>
  /** Of each place: inverse document frequency, between 0 (in every paper) and 1. */
  rarity: Float64Array
}

/** Words of at least two examples: what stands in one alone says nothing about another. */
function vocabularyOf(examples: readonly Example[]): Vocabulary {
  const counts = new Map<string, number>()
  for (const { words } of examples) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const known = [...counts].filter(([, count]) => count > 1)
  const all = Math.log(1 + examples.length)
  return {
    places: new Map(known.map(([word], place) => [word, place])),
    rarity: Float64Array.from(known, ([, count]) => 1 - Math.log(count) / all),
  }
}

interface Row {
  cells: number[]
  reach: number
  target: number
  weight: number
}

/** Gradient descent with Nesterov's momentum over all rows at once. */
function descend(rows: readonly Row[], rarity: Float64Array): { weights: Float64Array; bias: number } {
  // The last place is the bias, which nothing pulls.
  const size = rarity.length
  let [current, ahead] = [new Float64Array(size + 1), new Float64Array(size + 1)]
  for (let round = 1; round <= ROUNDS; round++) {
    const slope = slopeAt(ahead, rows, rarity)
    const next = ahead.map((value, place) => value - STEP * (at(slope, place) + (place < size ? PULL * value : 0)))
    const momentum = (round - 1) / (round + 2)
    ahead = next.map((value, place) => value + momentum * (value - at(current, place)))
    current = next
  }
  return { weights: current.subarray(0, size), bias: at(current, size) }
}

function slopeAt(weights: Float64Array, rows: readonly Row[], rarity: Float64Array): Float64Array {
  const slope = new Float64Array(weights.length)
  const last = weights.length - 1
  for (const { cells, reach, target, weight } of rows) {
    let value = at(weights, last)
    for (const place of cells) value += at(weights, place) * at(rarity, place) * reach
    const fault = weight * (likely(value) - target)
    for (const place of cells) slope[place] = at(slope, place) + fault * at(rarity, place) * reach
    slope[last] = at(slope, last) + fault
  }
  return slope
}

const likely = (logOdds: number) => 1 / (1 + Math.exp(-logOdds))

const at = (numbers: Float64Array, place: number) => numbers[place] ?? 0

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0)

/** The strongest first; alike ones by their letters, so that the same acts give the same model. */
const byStrength = (a: readonly [string, number], b: readonly [string, number]) =>
  Math.abs(b[1]) - Math.abs(a[1]) || (a[0] < b[0] ? -1 : 1)
