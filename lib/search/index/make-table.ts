import type { Table } from '@lancedb/lancedb'
import { asData } from './as-data'
import { type IndexedWord, wordsName } from './form'
import type { OpenLance } from './lance'
import { PAPERS_SCHEMA, WORDS_SCHEMA } from './schema'

const WORDS_AT_A_TIME = 50_000

/** An empty table of papers. */
export const makePapersTable = ({ connection }: OpenLance, name: string): Promise<Table> =>
  connection.createEmptyTable(name, PAPERS_SCHEMA)

/** What makes a filled table quick: its rows in one file, an index of words in their places, and of what conditions are about. */
export async function indexPapersTable({ lance }: OpenLance, table: Table): Promise<void> {
  const { Index } = lance
  await gatherRows(table)
  // Words are made by `stemsOf` alone: the engine only parts them.
  const words = Index.fts({
    baseTokenizer: 'whitespace',
    lowercase: false,
    stem: false,
    removeStopWords: false,
    asciiFolding: false,
    withPosition: true,
  })
  await table.createIndex('id', { config: Index.btree() })
  await table.createIndex('listed', { config: Index.btree() })
  await table.createIndex('categories', { config: Index.labelList() })
  await table.createIndex('text', { config: words })
}

/**
 * Puts the rows of a table that was filled piece by piece into one file: each file that a search takes candidates from costs it more than the
 * candidates do. What they were in before is deleted, so nobody may be reading the table yet.
 */
export async function gatherRows(table: Table): Promise<void> {
  await table.optimize({ cleanupOlderThan: new Date() })
}

/** The table of words that belongs to an index. */
export async function makeWordsTable({ connection, lance }: OpenLance, name: string, words: Iterable<IndexedWord>) {
  const table = await connection.createEmptyTable(wordsName(name), WORDS_SCHEMA)
  let waiting: IndexedWord[] = []
  const write = async () => {
    if (waiting.length > 0) await table.add(asData(waiting))
    waiting = []
  }
  for (const word of words) {
    waiting.push(word)
    if (waiting.length === WORDS_AT_A_TIME) await write()
  }
  await write()
  await table.createIndex('stem', { config: lance.Index.btree() })
}
