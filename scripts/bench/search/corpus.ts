/** A paper of the generated corpus, as much of it as searching needs. */
export interface MadePaper {
  id: string
  title: string
  abstract: string
  authors: string[]
  categories: string[]
  submittedAt: Date
  votes: number
}

const VOCABULARY = 200_000
const TOPICS = 400
const TOPIC_WORDS = 2_000
/** Of a text's words, how many come from its topic: they make words meet that belong together. */
const TOPICAL = 0.35
const TITLE_WORDS = [5, 14] as const
const ABSTRACT_WORDS = [90, 230] as const
const FIELDS = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'stat.ML', 'math.CO', 'hep-th', 'quant-ph']
const FIRST_DAY = Date.UTC(2007, 3, 1)
const DAYS = 7_000
const SYLLABLES =
  'ba co di fu ge hi jo ka le mi no pu qui ra se ti vo wu xa ye zo bri clo dra fle gri kno pla ste tru'.split(' ')

/**
 * Papers whose words follow Zipf's law, the same for the same seed: the k-th word is met 1/k as often as the first. Each
 * has a topic, whose words it prefers.
 */
export function* madePapers(count: number, seed = 1): Generator<MadePaper> {
  const random = randomFrom(seed)
  const topics = Array.from({ length: TOPICS }, () => Math.floor(random() * (VOCABULARY - TOPIC_WORDS)))
  for (let index = 0; index < count; index += 1) {
    const topic = topics[zipf(random, TOPICS)] as number
    const words = (range: readonly [number, number]) => textOf(random, topic, between(random, range))
    const day = Math.floor((index / count) * DAYS)
    const submittedAt = new Date(FIRST_DAY + day * 86_400_000)
    yield {
      id: idAt(submittedAt, index),
      title: words(TITLE_WORDS),
      abstract: words(ABSTRACT_WORDS),
      authors: Array.from({ length: 1 + Math.floor(random() * 5) }, () => nameOf(random)),
      categories: [FIELDS[zipf(random, FIELDS.length)] as string],
      submittedAt,
      votes: random() < 0.02 ? zipf(random, 200) : 0,
    }
  }
}

/** The word of a rank; 0 is the most common. Different ranks have different words. */
export function wordOf(rank: number): string {
  let word = ''
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length]
  return word
}

const textOf = (random: () => number, topic: number, words: number) =>
  `${Array.from({ length: words }, () =>
    wordOf(random() < TOPICAL ? topic + zipf(random, TOPIC_WORDS) : zipf(random, VOCABULARY)),
  ).join(' ')}.`

/** Of words that no text holds, as nearly all names are: a sentence that names dozens of people in passing is no one's question. */
const nameOf = (random: () => number) =>
  [zipf(random, 2_000), zipf(random, 50_000)].map((rank) => capitalised(wordOf(VOCABULARY + rank))).join(' ')

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Numbers within a month rise; five digits hold what a month of the largest corpus has. */
const idAt = (day: Date, index: number) =>
  `${String(day.getUTCFullYear() % 100).padStart(2, '0')}${String(day.getUTCMonth() + 1).padStart(2, '0')}.${String(index % 100_000).padStart(5, '0')}`

const between = (random: () => number, [from, to]: readonly [number, number]) =>
  from + Math.floor(random() * (to - from + 1))

/** A rank below `count`, as likely as 1/(rank + 1): the inverse of the harmonic sum, near enough for a corpus. */
const zipf = (random: () => number, count: number) => Math.min(Math.floor((count + 1) ** random()) - 1, count - 1)

/** mulberry32: small, fast, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
