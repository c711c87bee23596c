import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../../database/prepared'
import type { SearchQuery, Term } from '../query/query'
import { isStopWord } from '../query/stop-words'
import { editDistance, oneEditAway } from './edits'
import { foldedWord } from './words-of'

/** Shorter words are too near to each other. */
const MIN_CHARS = 4
const MAX_CHARS = 20
/** Two slips leave too little of a shorter word. */
const MIN_CHARS_OF_TWO = 6
/** Words that are looked at closely; a text of which more are unknown is in another language. */
const MAX_DOUBTFUL = 3
/** A word on so many papers is no slip, and one is meant only when it is on so many times more papers than what was typed. */
const MAX_PAPERS_OF_A_SLIP = 50
const TIMES_MORE = 20
/** Of words that begin alike, the most frequent. */
const MAX_ALIKE = 2_000

interface Known {
  word: string
  papers: number
}

/**
 * The query with its misspelt words as they may have been meant, by the words of the papers that are here; null: it seems to be spelt
 * well. Three statements at most, each over an index and bounded.
 */
export async function findMeant(query: SearchQuery): Promise<SearchQuery | null> {
  const typed = [...new Set(textsOf(query).flatMap(piecesOf).map(foldedWord).filter(canBeMisspelt))]
  if (typed.length === 0) return null
  const known = new Map((await listKnown(typed)).map(({ word, papers }) => [word, papers]))
  const doubtful = typed.filter((word) => (known.get(word) ?? 0) <= MAX_PAPERS_OF_A_SLIP).slice(0, MAX_DOUBTFUL)
  const meant = new Map<string, string>()
  for (const word of doubtful) {
    const best = await findSpelling(word, known.get(word) ?? 0)
    if (best) meant.set(word, best)
  }
  return meant.size > 0 ? respelt(query, meant) : null
}

const textsOf = ({ words, all }: SearchQuery) => [
  ...words,
  ...all
    .flat()
    .filter(isText)
    .map(({ text }) => text),
]
const isText = ({ field }: Term) => field === 'text' || field === 'title' || field === 'abstract'

const PIECE = /\p{L}[\p{L}\p{M}]*/gu
const piecesOf = (text: string): string[] => text.match(PIECE) ?? []

const canBeMisspelt = (word: string) => word.length >= MIN_CHARS && word.length <= MAX_CHARS && !isStopWord(word)

const listKnown = (words: string[]) =>
  prepared<Known>('known words', Prisma.sql`select word, papers from corpus_words where word = any(${words})`)

async function findSpelling(word: string, papers: number): Promise<string | null> {
  const isBetter = (other: Known) => other.word !== word && other.papers > papers * TIMES_MORE
  const near = (await listKnown(oneEditAway(word))).filter(isBetter)
  if (near.length > 0 || word.length < MIN_CHARS_OF_TWO) return mostFrequent(near)
  const alike = await prepared<Known>(
    'words alike',
    Prisma.sql`
    select word, papers from corpus_words where left(word, 2) = left(${word}, 2)
    order by papers desc limit ${MAX_ALIKE}`,
  )
  return mostFrequent(alike.filter((other) => isBetter(other) && isTwoAway(word, other.word)))
}

const isTwoAway = (one: string, other: string) =>
  Math.abs(one.length - other.length) <= 2 && editDistance(one, other) <= 2

const mostFrequent = (known: readonly Known[]): string | null =>
  known.reduce<Known | null>((best, one) => (best && best.papers >= one.papers ? best : one), null)?.word ?? null

function respelt(query: SearchQuery, meant: ReadonlyMap<string, string>): SearchQuery {
  const spell = (text: string) => text.replace(PIECE, (piece) => meant.get(foldedWord(piece)) ?? piece)
  const words = [...new Set(query.words.map(spell))]
  const all = query.all.map((group) => group.map((term) => (isText(term) ? { ...term, text: spell(term.text) } : term)))
  return { ...query, words, all, ignored: [] }
}
