import { connect, disconnect } from '@/lib/database/client'
import { searchDatabase } from '@/lib/search/database/search-database'
import { searchIndex } from '@/lib/search/index/search-index'
import { parseQuery } from '@/lib/search/query/parse'
import { askFts5 } from './fts5'
import { type Measured, measure } from './measure'
import { makeQueries } from './queries'

/** A process of its own for each way to answer, so that its memory is its own. Prints what it measured as JSON. */
const [way = '', databaseUrl = '', file = '', count = '0'] = process.argv.slice(2)
const AT_ONCE = 64
const PAGE = { limit: 20 }

export interface Asked {
  kinds: Record<string, Measured>
  /** Milliseconds until 64 different queries, asked at the same time, are all answered. */
  atOnceMs: number | null
  residentMb: number
}

const ways: Record<string, () => Promise<(query: string) => unknown>> = {
  index: async () => {
    connect(databaseUrl)
    return async (query) => {
      const answer = await searchIndex(parseQuery(query), PAGE)
      if (typeof answer === 'string') throw new Error(`the index did not answer “${query}”`)
    }
  },
  database: async () => {
    connect(databaseUrl)
    return (query) => searchDatabase(parseQuery(query), PAGE)
  },
  fts5: async () => askFts5(file),
}

const ask = await ways[way]?.()
if (!ask) throw new Error(`there is no way “${way}”`)
const kinds: Record<string, Measured> = {}
const queries = makeQueries(Number(count))
for (const [kind, some] of Object.entries(queries)) kinds[kind] = await measure(some, ask)
const startedAt = performance.now()
const mixed = Object.values(queries)
  .flatMap((some) => some.slice(0, Math.ceil(AT_ONCE / 5)))
  .slice(0, AT_ONCE)
if (way === 'index') await Promise.all(mixed.map((query) => ask(query)))
const asked: Asked = {
  kinds,
  // A call of SQLite blocks the process, and PostgreSQL would time out: there is no at once.
  atOnceMs: way === 'index' ? performance.now() - startedAt : null,
  residentMb: process.memoryUsage().rss / 1e6,
}
process.stdout.write(`${JSON.stringify(asked)}\n`)
await disconnect()
process.exit(0)
