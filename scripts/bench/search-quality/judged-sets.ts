import { randomFrom } from '../search/corpus'

/** A paper as far as judged queries are made of it. */
export interface KnownPaper {
  id: string
  title: string
  abstract: string
  comments: string | null
}

/** What somebody could ask, and the one paper that answers it. */
export interface JudgedQuery {
  query: string
  answer: string
}

export type JudgedSets = Record<string, JudgedQuery[]>

const FEWEST_TITLE_WORDS = 4
const SENTENCE_WORDS = [10, 30] as const
const QUOTED_TITLE = /["“]([^"“”]{20,200})["”]/g

/**
 * Queries whose answers are known, made of papers themselves; the same for the same seed. Known items: a title without a third of its words; the
 * same with two letters changed about in its longest word; a sentence of an abstract without half of its words. Citations: titles of other papers
 * that comments quote.
 * @param count of each set, at most
 */
export function judgedSets(papers: readonly KnownPaper[], count: number, seed = 11): JudgedSets {
  const random = randomFrom(seed)
  const some = pick(papers, count, random)
  const titles = some.flatMap(({ id, title }) => {
    const words = wordsOf(title)
    return words.length < FEWEST_TITLE_WORDS ? [] : [{ answer: id, words: without(words, 1 / 3, random) }]
  })
  return {
    'title, a third dropped': titles.map(({ answer, words }) => ({ answer, query: words.join(' ') })),
    'title, misspelt too': titles.map(({ answer, words }) => ({ answer, query: misspelt(words, random).join(' ') })),
    'sentence, half dropped': some.flatMap(({ id, abstract }) => {
      const [sentence] = abstract
        .split(/(?<=\.)\s+/)
        .map(wordsOf)
        .filter(isQuotable)
      return sentence ? [{ answer: id, query: without(sentence, 1 / 2, random).join(' ') }] : []
    }),
    'title quoted in a comment': quotedTitles(papers).slice(0, count),
  }
}

/** Parameters are chosen on papers of one half, and reported on the other. */
export const isForTuning = (id: string): boolean => hashOf(id) % 2 === 0

function quotedTitles(papers: readonly KnownPaper[]): JudgedQuery[] {
  const byTitle = new Map(papers.map(({ id, title }) => [wordsOf(title).join(' '), id]))
  return papers.flatMap(({ id, comments }) =>
    [...(comments ?? '').matchAll(QUOTED_TITLE)].flatMap(([, quoted = '']) => {
      const answer = byTitle.get(wordsOf(quoted).join(' '))
      return answer && answer !== id ? [{ answer, query: quoted }] : []
    }),
  )
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const isQuotable = (words: string[]) => words.length >= SENTENCE_WORDS[0] && words.length <= SENTENCE_WORDS[1]

function without(words: readonly string[], share: number, random: () => number): string[] {
  const dropped = new Set(pick([...words.keys()], Math.floor(words.length * share), random))
  return words.filter((_, at) => !dropped.has(at))
}

/** Two neighbouring letters of the longest word, changed about. */
function misspelt(words: readonly string[], random: () => number): string[] {
  const longest = words.reduce((best, word, at) => (word.length > (words[best]?.length ?? 0) ? at : best), 0)
  return words.map((word, at) => {
    if (at !== longest || word.length < 3) return word
    const from = 1 + Math.floor(random() * (word.length - 2))
    return word.slice(0, from) + word.charAt(from + 1) + word.charAt(from) + word.slice(from + 2)
  })
}

/** Some of them, without putting any back. */
function pick<T>(all: readonly T[], count: number, random: () => number): T[] {
  const left = [...all]
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const at = Math.floor(random() * left.length)
    const [one] = left.splice(at, 1, left.at(-1) as T)
    left.pop()
    return one as T
  })
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
