import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import type { Model } from './model'
import { LEAST_LIKED } from './refresh'

/** What a reader is told of their personal list. */
export interface PersonalList {
  /** Names it in its address. */
  key: string
  /** Null: not yet; the worker does it within half an hour. */
  learnedAt: Date | null
  liked: number
  disliked: number
  /** Papers still to be liked before anything can be learned; 0: enough, or nothing is known yet. */
  missing: number
  /** What speaks for a paper and what against it, the strongest first. */
  speaksFor: string[]
  speaksAgainst: string[]
}

const SHOWN_WORDS = 30

/** The reader's own list; null: none was asked for. */
export async function findPersonalList(readerId: string): Promise<PersonalList | null> {
  const row = await db().personalList.findUnique({ where: { readerId } })
  if (!row) return null
  const words = strongest(row.words as Model['words'])
  return {
    key: row.key,
    learnedAt: row.learnedAt,
    liked: row.liked,
    disliked: row.disliked,
    missing: row.learnedAt ? Math.max(0, LEAST_LIKED - row.liked) : 0,
    speaksFor: words.flatMap(([word, weight]) => (weight > 0 ? [word] : [])).slice(0, SHOWN_WORDS),
    speaksAgainst: words.flatMap(([word, weight]) => (weight < 0 ? [word] : [])).slice(0, SHOWN_WORDS),
  }
}

/** Begins one, from everything that the reader did so far; one that is there stays as it is. */
export async function makePersonalList(readerId: string): Promise<void> {
  await db().personalList.createMany({ data: [{ readerId, learnsFrom: new Date(0) }], skipDuplicates: true })
}

/** Forgets what was learned; only what the reader does from now on is learned from. Its address stays, and with it its digests. */
export async function resetPersonalList(readerId: string, now: Date): Promise<void> {
  const nothing = {
    learnedVersion: null,
    learnedAt: null,
    scoredUntil: null,
    liked: 0,
    disliked: 0,
    bias: 0,
    words: {},
  }
  await db().$transaction([
    db().personalList.updateMany({ where: { readerId }, data: { ...nothing, learnsFrom: now } }),
    db().personalScore.deleteMany({ where: { readerId } }),
  ])
}

/** The whole of what was learned, for a file of the reader's; null: nothing. */
export async function exportPersonalList(readerId: string) {
  const row = await db().personalList.findUnique({ where: { readerId } })
  if (!row) return null
  const { learnsFrom, learnedAt, liked, disliked, bias, words } = row
  return { learnsFrom, learnedAt, liked, disliked, bias, words: Object.fromEntries(strongest(words as Model['words'])) }
}

/** Whose list it is; null: nobody's. @param key as addresses name it */
export async function ownerOf(key: string): Promise<{ id: string; email: string } | null> {
  const row = await db().personalList.findUnique({
    where: { key },
    select: { reader: { select: { id: true, email: true } } },
  })
  return row?.reader ?? null
}

/** The papers of a personal list as rows (paper_id, score, words): what its reader voted for, saved or dismissed is no news to them. */
export const personalPapers = (key: string): Prisma.Sql => Prisma.sql`
  select c.paper_id, c.score, c.words
  from personal_lists l
  join personal_scores c on c.reader_id = l.reader_id
  join papers p on p.id = c.paper_id and not p.withdrawn
  join paper_standings s on s.paper_id = p.id and s.merged_into is null
  where l.key = ${key}::uuid
    and not exists (select from votes v where v.reader_id = l.reader_id and v.paper_id = c.paper_id)
    and not exists (select from marks m where m.reader_id = l.reader_id and m.paper_id = c.paper_id)`

/** Of these papers, the words that speak for them in a list. */
export async function personalWords(key: string, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db().$queryRaw<{ id: string; words: string[] }[]>`
    select m.paper_id as id, m.words from (${personalPapers(key)}) m where m.paper_id = any(${[...ids]}::text[])`
  return new Map(rows.map(({ id, words }) => [id, words]))
}

const strongest = (words: Model['words']) => Object.entries(words).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
