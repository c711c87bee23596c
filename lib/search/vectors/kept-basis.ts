import { asData } from '../index/as-data'
import type { OpenLance } from '../index/lance'
import { type Basis, widthOf } from './basis'
import { basisName, basisSchema } from './schema'

const ROWS_AT_A_TIME = 5_000

/** Keeps what was learned beside the index that it belongs to. */
export async function keepBasis({ connection }: OpenLance, index: string, basis: Basis): Promise<void> {
  const width = widthOf(basis)
  const table = await connection.createEmptyTable(basisName(index), basisSchema(Math.max(width, 1)))
  const rows = Array.from(basis.codes, (word, row) => ({ word, from: row * width }))
  for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) {
    const some = rows.slice(at, at + ROWS_AT_A_TIME)
    await table.add(
      asData(some.map(({ word, from }) => ({ word, vector: Array.from(basis.vectors.subarray(from, from + width)) }))),
    )
  }
}

/** @throws when it is not there */
export async function readBasis({ connection }: OpenLance, index: string): Promise<Basis> {
  const table = await connection.openTable(basisName(index))
  const rows: { word: number; vector: Iterable<number> }[] = await table.query().select(['word', 'vector']).toArray()
  return {
    codes: Uint32Array.from(rows, ({ word }) => word),
    vectors: Float32Array.from(rows.flatMap(({ vector }) => [...vector])),
  }
}
