import { config } from '../../config'
import { db } from '../../database/client'
import { kindOf } from '../vectors/kind'
import { newMaker } from '../vectors/make-vectors'
import { VectorsTable } from '../vectors/vectors-table'
import { asData } from './as-data'
import { listDocumentsAfter } from './documents'
import type { OpenLance } from './lance'
import { indexPapersTable, makePapersTable, makeWordsTable } from './make-table'
import { findState, type IndexState, useIndex } from './state'
import { WordCounts } from './word-counts'

const PAPERS_AT_A_TIME = 2_000
const MAX_TABLES = 1_000
const NO_VECTORS = { vectorsVersion: null, vectorPapers: 0 }

export interface BuildDeps {
  open: OpenLance
  now: Date
  signal: AbortSignal
  /** Told how many papers there are. */
  onStart?: ((papers: number) => void) | undefined
  onPapers?: ((count: number) => void) | undefined
}

/**
 * Makes the index anew beside the one in use, and then uses it. Whatever changes meanwhile stays in the log, and is in the new index or still
 * to be read from the log. Stopped or killed at any moment, the old index goes on; half an index is never used, and `dropUnused` clears it
 * away. Call it under the keepers' lock.
 */
export async function buildIndex({ open, now, signal, onStart, onPapers }: BuildDeps): Promise<IndexState> {
  const name = `papers_${now.getTime().toString(36)}_${process.pid.toString(36)}`
  const logged = await linesToDrop()
  onStart?.(await db().paper.count())
  const table = await makePapersTable(open, name)
  const kind = kindOf(config().meaning)
  const vectors = await newVectors(open, name, kind)
  const counts = new WordCounts()
  let papers = 0
  for (let after = ''; ; ) {
    signal.throwIfAborted()
    const made = await listDocumentsAfter(after, PAPERS_AT_A_TIME)
    const last = made.at(-1)
    if (!last) break
    after = last.document.id
    for (const { title, abstract } of made) counts.add(title, abstract)
    await table.add(asData(made.map(({ document }) => document)))
    await vectors?.put(made)
    papers += made.length
    onPapers?.(made.length)
  }
  await indexPapersTable(open, table)
  await makeWordsTable(open, name, counts.known())
  signal.throwIfAborted()
  const words = { name, version: await table.version(), papers, ...counts.averages, builtAt: now, foldedAt: now }
  const state = { ...words, vectors: kind, ...((await vectors?.finish()) ?? NO_VECTORS) }
  signal.throwIfAborted()
  await useIndex(state, logged)
  return state
}

/**
 * Lines of the log that the scan, which begins later, makes needless: those of an index in use once the new one takes its place; where there
 * is none nobody reads them, and of a large import they are many.
 */
async function linesToDrop(): Promise<string[]> {
  if (await findState()) return (await db().searchChange.findMany({ select: { id: true } })).map(({ id }) => id)
  await db().searchChange.deleteMany()
  return []
}

/** Vectors that cost a server's work are taken over from the index in use, as far as texts are still the same. */
async function newVectors(open: OpenLance, name: string, kind: string | null): Promise<VectorsTable | null> {
  const make = kind ? await newMaker(open, name) : null
  if (!make) return null
  const former = await findState()
  const isSame = config().meaning.kind === 'server' && former?.vectors === kind
  return VectorsTable.begin(open, name, make, isSame ? former.name : null)
}

/** Deletes what is left of indexes that are not in use: former ones, and halves of builds that were stopped. */
export async function dropUnused({ connection }: OpenLance): Promise<void> {
  const state = await findState()
  const names = await connection.tableNames({ limit: MAX_TABLES })
  for (const name of names)
    if (name.startsWith('papers_') && !(state && name.startsWith(state.name))) await connection.dropTable(name)
}
