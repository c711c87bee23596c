import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../../database/prepared'
import { stemsOf } from '../index/stems'
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
  const papersOf = new Map((await listKnown(typed)).map(({ word, papers }) => [word, papers]))
  const doubtful = typed
    .map((word): Known => ({ word, papers: papersOf.get(word) ?? 0 }))
    .filter(({ papers }) => papers <= MAX_PAPERS_OF_A_SLIP)
    .slice(0, MAX_DOUBTFUL)
  if (doubtful.length === 0) return null
  const meant = await findSpellings(doubtful)
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

/** What each may have been meant to be: what is one slip away, else what is two. What comes nearest to another form of a word is spelt well. */
async function findSpellings(doubtful: readonly Known[]): Promise<Map<string, string>> {
  const slips = doubtful.map((typed) => ({ ...typed, near: new Set(oneEditAway(typed.word)) }))
  const meant = new Map<string, string>()
  const keepBest = (slip: Known, words: readonly Known[]) => {
    const best = mostFrequent(words.filter((other) => isBetter(other, slip)))
    if (best) meant.set(slip.word, best)
  }
  const near = await listKnown(slips.flatMap((slip) => [...slip.near]))
  for (const slip of slips)
    keepBest(
      slip,
      near.filter(({ word }) => slip.near.has(word)),
    )
  const longer = slips.filter(({ word }) => !meant.has(word) && word.length >= MIN_CHARS_OF_TWO)
  const alike = longer.length > 0 ? await listAlike(longer) : []
  for (const slip of longer)
    keepBest(
      slip,
      alike.filter(({ word }) => isTwoAway(slip.word, word)),
    )
  return new Map([...meant].filter(([typed, word]) => !isFormOf(typed, word)))
}

/** Papers that hold one are found by the other. */
const isFormOf = (one: string, other: string) => stemsOf(one).join() === stemsOf(other).join()

/** A word that is left out of searches is on most papers, and nobody means it. */
const isBetter = (other: Known, { word, papers }: Known) =>
  other.word !== word && other.papers > papers * TIMES_MORE && !isStopWord(other.word)

/** Words that begin as these do and that one of them may have been meant to be. */
function listAlike(words: readonly Known[]): Promise<Known[]> {
  const beginnings = [...new Set(words.map(({ word }) => beginningOf(word)))]
  const least = Math.min(...words.map(({ papers }) => papers)) * TIMES_MORE
  return prepared<Known>(
    'words alike',
    Prisma.sql`
    select alike.word, alike.papers from unnest(${beginnings}::text[]) begun(letters) cross join lateral (
      select word, papers from corpus_words where left(word, 2) = begun.letters and papers > ${least}::int
      order by papers desc limit ${MAX_ALIKE}
    ) alike`,
  )
}

/** As PostgreSQL counts letters. */
const beginningOf = (word: string) => Array.from(word).slice(0, 2).join('')

const isTwoAway = (one: string, other: string) =>
  Math.abs(one.length - other.length) <= 2 && beginningOf(one) === beginningOf(other) && editDistance(one, other) <= 2

const mostFrequent = (known: readonly Known[]): string | null =>
  known.reduce<Known | null>((best, one) => (best && best.papers >= one.papers ? best : one), null)?.word ?? null

function respelt(query: SearchQuery, meant: ReadonlyMap<string, string>): SearchQuery {
  const spell = (text: string) => text.replace(PIECE, (piece) => meant.get(foldedWord(piece)) ?? piece)
  const words = [...new Set(query.words.map(spell))]
  const all = query.all.map((group) => group.map((term) => (isText(term) ? { ...term, text: spell(term.text) } : term)))
  return { ...query, words, all, ignored: [] }
}
