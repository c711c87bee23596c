import { config } from '../../config'
import { UpstreamError } from '../../errors'
import { kindOf } from '../vectors/kind'
import { vectorsName } from '../vectors/schema'
import { faultIn, judgeFault } from './engine-fault'
import { wordsName } from './form'
import type { OpenLance } from './lance'
import type { IndexState } from './state'

/** What is wrong with an index. */
export interface Fault {
  what: string
  /** false: it could not be read, for a reason of no known kind. What it tells of, the index or the way to it, shows when it comes again. */
  isSure: boolean
}

/**
 * Whether the index is what the database says: there, in the version that was written down, with as many papers, and able to answer.
 * @returns what is wrong with it, or null
 * @throws UpstreamError when the place where it is kept does not let it be read: nothing is known about the index then
 */
export async function findFault({ connection, lance }: OpenLance, state: IndexState): Promise<Fault | null> {
  try {
    const what = await faultFound({ connection, lance }, state)
    return what === null ? null : { what, isSure: true }
  } catch (error) {
    const verdict = judgeFault(error)
    if (verdict === 'away') throw new UpstreamError(`${config().search.url} cannot be read (${faultIn(error)})`)
    return { what: faultIn(error), isSure: verdict === 'damaged' }
  }
}

async function faultFound({ connection, lance }: OpenLance, state: IndexState): Promise<string | null> {
  const kind = kindOf(config().meaning)
  if (kind && state.vectors !== kind) return 'it has not the vectors that are asked for'
  if (state.vectorsVersion !== null) {
    const vectors = await connection.openTable(vectorsName(state.name))
    await vectors.checkout(state.vectorsVersion)
    if ((await vectors.countRows()) !== state.vectorPapers) return 'vectors are missing'
  }
  const table = await connection.openTable(state.name)
  await table.checkout(state.version)
  const papers = await table.countRows()
  if (papers !== state.papers) return `${papers} papers are in it instead of ${state.papers}`
  const words = await connection.openTable(wordsName(state.name))
  const [word] = await words.query().limit(1).select(['stem']).toArray()
  if (!word) return null
  const found = await table
    .query()
    .fullTextSearch(new lance.MatchQuery(String(word.stem), 'text'))
    .select(['ranked', '_score'])
    .limit(10)
    .toArray()
  return found.length > 0 ? null : 'it does not find what it holds'
}
