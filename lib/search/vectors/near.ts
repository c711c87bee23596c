import type { Table } from '@lancedb/lancedb'
import { config } from '../../config'
import { log } from '../../log'
import { inTime, type OpenLance } from '../index/lance'
import { quoted } from '../index/lance-sql'
import { LEAST_COSINE } from '../index/parameters'
import type { IndexState } from '../index/state'
import { stemsOf } from '../index/stems'
import { codeOf } from '../index/word-codes'
import { projector } from './basis'
import { embed } from './embeddings-server'
import { readBasis } from './kept-basis'
import { kindOf } from './kind'
import { vectorsName } from './schema'

/** A reader waits for words alone; a server that does not answer in time is left out, and then for a while. */
const SERVER_MS = 1_500
const SERVER_AWAY_MS = 30_000
const MAX_KEPT = 2_000
/** Neighbours of the index's that are looked at exactly, for each that is asked for. */
const REFINE = 4

type VectorOf = (text: string) => Promise<Float32Array | null>

/** The vectors of an index, as a search asks them. */
export interface Near {
  version: number
  vectorOf: VectorOf
  /** The papers whose vectors are nearest to a text's, nearest first; none where there is no vector for it. */
  toText(text: string, asked: { where: string | null; limit: number }): Promise<string[]>
  /** The same for a paper, without itself. */
  toPaper(id: string, limit: number): Promise<string[]>
}

/** @param before of an earlier version of the same index: what was learned about words, and what was asked before, is the same */
export async function openNear(
  open: OpenLance,
  { name, vectors, vectorsVersion }: IndexState,
  before: Near | null,
): Promise<Near | null> {
  if (vectorsVersion === null || vectors !== kindOf(config().meaning)) return null
  if (before?.version === vectorsVersion) return before
  const table = await open.connection.openTable(vectorsName(name))
  await table.checkout(vectorsVersion)
  const vectorOf = before?.vectorOf ?? keeping(await vectorsOfTexts(open, name))
  return {
    version: vectorsVersion,
    vectorOf,
    async toText(text, { where, limit }) {
      const vector = await vectorOf(text)
      return vector ? nearest(table, vector, { where, limit }) : []
    },
    async toPaper(id, limit) {
      const own = `id = ${quoted(id)}`
      const asked = table.query().where(own).select(['vector']).limit(1).toArray()
      const [row]: { vector: Iterable<number> }[] = await inTime(asked)
      return row ? nearest(table, Float32Array.from(row.vector), { where: `not (${own})`, limit }) : []
    },
  }
}

async function nearest(table: Table, vector: Float32Array, { where, limit }: { where: string | null; limit: number }) {
  const query = table.query().nearestTo(vector).distanceType('cosine').refineFactor(REFINE)
  const asked = (where ? query.where(where) : query).select(['id', '_distance']).limit(limit).toArray()
  const rows: { id: string; _distance: number }[] = await inTime(asked)
  return rows.filter(({ _distance }) => 1 - _distance >= LEAST_COSINE).map(({ id }) => id)
}

async function vectorsOfTexts(open: OpenLance, index: string): Promise<VectorOf> {
  const { meaning } = config()
  if (meaning.kind !== 'server') {
    const project = projector(await readBasis(open, index))
    return async (text) => project({ title: new Uint32Array(), abstract: Uint32Array.from(stemsOf(text), codeOf) })
  }
  let awayUntil = 0
  return async (text) => {
    if (performance.now() < awayUntil) return null
    const answer = await embed(meaning.server, [text], SERVER_MS).catch((error: Error) => {
      awayUntil = performance.now() + SERVER_AWAY_MS
      log.warn({ reason: error.message }, 'searches go by words alone')
      return []
    })
    return answer[0] ?? null
  }
}

/** What was asked a moment ago is asked again with the next page. */
function keeping(vectorOf: VectorOf): VectorOf {
  const kept = new Map<string, Float32Array>()
  return async (text) => {
    const known = kept.get(text)
    if (known) return known
    const vector = await vectorOf(text)
    if (kept.size >= MAX_KEPT) kept.clear()
    if (vector) kept.set(text, vector)
    return vector
  }
}
