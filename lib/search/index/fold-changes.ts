import type { Table } from '@lancedb/lancedb'
import { config } from '../../config'
import { db } from '../../database/client'
import { kindOf } from '../vectors/kind'
import { knownMaker } from '../vectors/make-vectors'
import { VectorsTable } from '../vectors/vectors-table'
import { asData } from './as-data'
import { listDocuments } from './documents'
import type { OpenLance } from './lance'
import { oneOf } from './lance-sql'
import { type IndexState, useIndex } from './state'

/** Log lines that are taken in at a time. */
const MAX_LINES = 20_000
const PAPERS_AT_A_TIME = 1_000
/** Vectors that are made up for in one go. */
const MAX_GAPS = 20_000
/** Readers hold a version for a second or so after a newer one is in use, and a long answer some more. */
const KEEP_VERSIONS_MS = 10 * 60_000

export interface FoldReport {
  papers: number
}

/**
 * Takes what changed into the index in use, and that out of the log: in this order, so that a change is in one of them at any moment. Killed
 * anywhere, it is done again with the same result: readers open the version that is written down last. Call it under the keepers' lock.
 */
export async function foldChanges(open: OpenLance, state: IndexState, now: Date): Promise<FoldReport> {
  const lines = await db().searchChange.findMany({ select: { id: true, paperId: true }, take: MAX_LINES })
  const ids = [...new Set(lines.map(({ paperId }) => paperId))]
  const table = await open.connection.openTable(state.name)
  await clearFormerVersions(table, state, now)
  const vectors = await vectorsOf(open, state)
  for (let from = 0; from < ids.length; from += PAPERS_AT_A_TIME) {
    const some = ids.slice(from, from + PAPERS_AT_A_TIME)
    const made = await listDocuments(some)
    const rows = made.map(({ document }) => document)
    if (rows.length > 0)
      await table.mergeInsert('id').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(asData(rows))
    const there = new Set(rows.map(({ id }) => id))
    const gone = some.filter((id) => !there.has(id))
    if (gone.length > 0) await table.delete(oneOf('id', gone))
    await vectors?.remove(some)
    await vectors?.put(made)
  }
  await table.optimize()
  if (vectors && hasGaps(state)) await fillGaps(vectors)
  const version = await table.version()
  await useIndex(
    { ...state, ...(await vectors?.finish()), version, papers: await table.countRows(), foldedAt: now },
    lines.map(({ id }) => id),
  )
  return { papers: ids.length }
}

/** The vectors that the index in use has, if they are those that are asked for. */
async function vectorsOf(open: OpenLance, { name, vectors }: IndexState): Promise<VectorsTable | null> {
  if (!vectors || vectors !== kindOf(config().meaning)) return null
  const make = await knownMaker(open, name)
  return make ? VectorsTable.goOn(open, name, make) : null
}

/** Some papers came while nobody could make vectors. */
export const hasGaps = ({ vectors, vectorPapers, papers }: IndexState): boolean =>
  vectors !== null && vectors === kindOf(config().meaning) && vectorPapers < papers

/** Makes some of the vectors that are missing, the newest papers' first. */
async function fillGaps(vectors: VectorsTable): Promise<void> {
  const there = await vectors.ids()
  const rows = await db().paper.findMany({ select: { id: true }, orderBy: { id: 'desc' } })
  const missing = rows.filter(({ id }) => !there.has(id)).slice(0, MAX_GAPS)
  for (let from = 0; from < missing.length; from += PAPERS_AT_A_TIME)
    await vectors.put(await listDocuments(missing.slice(from, from + PAPERS_AT_A_TIME).map(({ id }) => id)))
}

/** Not after a change: readers hold the version before until they hear of the new one. */
async function clearFormerVersions(table: Table, { version }: IndexState, now: Date): Promise<void> {
  if ((await table.version()) !== version) return
  // Optimizing can make a version of its own: the one in use stays even so.
  const inUse = (await table.listVersions()).find((one) => one.version === version)
  if (!inUse) return
  const before = Math.min(now.getTime() - KEEP_VERSIONS_MS, inUse.timestamp.getTime() - 1_000)
  await table.optimize({ cleanupOlderThan: new Date(before) })
}
