import { config } from '../../config'
import { kindOf } from '../vectors/kind'
import { vectorsName } from '../vectors/schema'
import { wordsName } from './form'
import type { OpenLance } from './lance'
import type { IndexState } from './state'

/**
 * Whether the index is what the database says: there, in the version that was written down, with as many papers, and able to answer.
 * @returns what is wrong with it, or null
 */
export async function findFault({ connection, lance }: OpenLance, state: IndexState): Promise<string | null> {
  try {
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
    if (papers !== state.papers) return `it holds ${papers} papers instead of ${state.papers}`
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
  } catch (error) {
    return (error as Error).message.split('\n')[0]?.slice(0, 300) ?? 'it cannot be read'
  }
}
