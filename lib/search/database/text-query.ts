import { Prisma } from '@/generated/prisma/client'
import type { Term } from '../query/query'

/** The expression of `papers_text_idx`, word for word. */
const PAPER_TEXT = Prisma.sql`to_tsvector('english', p.title || ' ' || p.abstract)`

/** Words as PostgreSQL looks for them: `beta-VAE` as beta and VAE. Raises no error, whatever they are. */
const wordQuery = (word: string) => Prisma.sql`plainto_tsquery('english', ${word})`

/** Words that stand together. */
const phraseQuery = (text: string) => Prisma.sql`phraseto_tsquery('english', ${text})`

export const anyWord = (words: readonly string[]) => Prisma.sql`(${Prisma.join(words.map(wordQuery), ' || ')})`
export const everyWordOf = (words: readonly string[]) => Prisma.sql`(${Prisma.join(words.map(wordQuery), ' && ')})`

/** What a paper's text is ranked by: the words, and the terms that it has to hold. Null: nothing is about its text. */
export function rankedBy(words: readonly string[], all: readonly Term[][]): Prisma.Sql | null {
  const phrases = all.flat().filter(({ field }) => field === 'text' || field === 'title' || field === 'abstract')
  const asked = [...words.map(wordQuery), ...phrases.map(({ text }) => phraseQuery(text))]
  return asked.length > 0 ? Prisma.sql`(${Prisma.join(asked, ' || ')})` : null
}

/** A term about the text of a row of `papers p`. What is in the title is in the whole, of which there is an index. */
export function textCondition({ field, text }: Term): Prisma.Sql {
  const asked = phraseQuery(text)
  if (field === 'title') return Prisma.sql`(${PAPER_TEXT} @@ ${asked} and to_tsvector('english', p.title) @@ ${asked})`
  if (field === 'abstract')
    return Prisma.sql`(${PAPER_TEXT} @@ ${asked} and to_tsvector('english', p.abstract) @@ ${asked})`
  return Prisma.sql`${PAPER_TEXT} @@ ${asked}`
}

/** Whether the text of a row of `papers p` is what was asked for. */
export const inText = (asked: Prisma.Sql) => Prisma.sql`${PAPER_TEXT} @@ ${asked}`
