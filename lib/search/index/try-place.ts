import { randomBytes } from 'node:crypto'
import { config } from '../../config'
import { UpstreamError } from '../../errors'
import { faultIn } from './engine-fault'
import type { OpenLance } from './lance'

/** As long as makes the engine ask for parts of a file. */
const ROWS = 500
const OCTETS = 1_000

/**
 * Whether an index can be kept in this place at all: writes a small table, and reads some of it back. What fails here is no fault of the index that
 * lies there, and a new one would have it too.
 * @throws UpstreamError when it cannot
 */
export async function tryPlace({ connection }: OpenLance): Promise<void> {
  // Cleared away with halves of indexes, should nobody come to drop it.
  const name = `papers_try_${process.pid.toString(36)}`
  const rows = Array.from({ length: ROWS }, (_, number) => ({ number, text: randomBytes(OCTETS).toString('base64') }))
  try {
    await connection.createTable(name, rows, { mode: 'overwrite' })
    const table = await connection.openTable(name)
    const [row] = await table
      .query()
      .where(`number = ${ROWS - 1}`)
      .toArray()
    if (row?.text !== rows.at(-1)?.text) throw new Error('what was written is not what is read')
  } catch (error) {
    throw new UpstreamError(`${config().search.url} keeps no index (${faultIn(error)})`)
  } finally {
    await connection.dropTable(name).catch(() => {})
  }
}
