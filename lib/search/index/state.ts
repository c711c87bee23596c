import { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import { prepared } from '../../database/prepared'
import { FORM } from './form'

/** The index in use. */
export interface IndexState {
  name: string
  version: number
  papers: number
  titleWords: number
  abstractWords: number
  builtAt: Date
  foldedAt: Date
  /** Which vectors it has (lib/search/vectors/kind.ts), if any. */
  vectors: string | null
  /** Of their table; null: there is none yet. */
  vectorsVersion: number | null
  vectorPapers: number
}

/** A paper that changed since, and what tells one state of it from another. */
export interface Change {
  id: string
  mark: string
}

/** Changes that readers keep in memory beside the index. */
export const MAX_FRESH = 5_000

/** The index in use; null: there is none, or it is of another form. */
export async function findState(): Promise<IndexState | null> {
  const row = await db().searchIndex.findFirst()
  return row && row.form === FORM ? row : null
}

/**
 * The index in use, and what changed since: of one moment, so that no paper is in neither. The newest `MAX_FRESH` changes.
 * @returns null: there is no index
 */
export async function findStateAndChanges(): Promise<{ state: IndexState; changes: Change[] } | null> {
  const rows = await prepared<IndexState & { form: number; changes: Change[] }>(
    'search state',
    Prisma.sql`
    select name, version, form, papers, title_words as "titleWords", abstract_words as "abstractWords", built_at as "builtAt",
      folded_at as "foldedAt", vectors, vectors_version as "vectorsVersion", vector_papers as "vectorPapers", (
        select coalesce(json_agg(c), '[]') from (
          select paper_id as id, count(*) || ' ' || max(changed_at) as mark from search_changes
          group by paper_id order by max(changed_at) desc limit ${MAX_FRESH}
        ) c
      ) as changes
    from search_index`,
  )
  const [row] = rows
  if (!row || row.form !== FORM) return null
  const { changes, ...state } = row
  return { state, changes }
}

/** How far behind the index is. */
export async function findLag(): Promise<{ changes: number; oldestAt: Date | null }> {
  const [lag] = await db().$queryRaw<[{ changes: number; oldestAt: Date | null }]>`
    select count(*)::int as changes, min(changed_at) as "oldestAt" from search_changes`
  return lag
}

/** Puts an index in use, or a later version of it, and takes away the changes that it holds. */
export async function useIndex(state: IndexState, changes: readonly string[]): Promise<void> {
  const { name, version, papers, titleWords, abstractWords, builtAt, foldedAt, vectors, vectorsVersion, vectorPapers } =
    state
  const words = { name, version, papers, titleWords, abstractWords, builtAt, foldedAt, form: FORM }
  const row = { ...words, vectors, vectorsVersion, vectorPapers }
  await db().$transaction(async (tx) => {
    await tx.searchIndex.upsert({ where: { id: 1 }, create: row, update: row })
    await tx.$executeRaw`delete from search_changes where id = any(${changes}::uuid[])`
  })
}
