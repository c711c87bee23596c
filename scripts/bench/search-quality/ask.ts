import { readFileSync } from 'node:fs'
import Database from 'libsql'
import { connect, disconnect } from '@/lib/database/client'
import { searchDatabase } from '@/lib/search/database/search-database'
import { searchIndex } from '@/lib/search/index/search-index'
import { parseQuery } from '@/lib/search/query/parse'
import type { JudgedQuery } from './judged-sets'

/** A process of its own for each way of searching, with its own settings. Prints the place of each answer as JSON; null: not among the first hundred. */
const [way = '', databaseUrl = '', file = '', queriesFile = ''] = process.argv.slice(2)
const PAGE = { limit: 100 }

const ways: Record<string, () => (query: string) => Promise<string[]>> = {
  index: () => async (query) => {
    const answer = await searchIndex(parseQuery(query), PAGE)
    if (typeof answer === 'string') throw new Error(`the index did not answer “${query}”: ${answer}`)
    return answer.hits.map(({ id }) => id)
  },
  database: () => async (query) => (await searchDatabase(parseQuery(query), PAGE)).hits.map(({ id }) => id),
  bm25: () => {
    const best = new Database(file).prepare(
      `select id from papers where papers match ? order by bm25(papers, 0, 1, 1) limit ${PAGE.limit}`,
    )
    return async (query) => {
      const words = parseQuery(query).words.map((word) => `"${word.replaceAll('"', '')}"`)
      return words.length === 0 ? [] : (best.all(words.join(' OR ')) as { id: string }[]).map(({ id }) => id)
    }
  },
}

const ask = ways[way]?.()
if (!ask) throw new Error(`there is no way “${way}”`)
connect(databaseUrl)
const places: (number | null)[] = []
for (const { query, answer } of JSON.parse(readFileSync(queriesFile, 'utf8')) as JudgedQuery[]) {
  const place = (await ask(query)).indexOf(answer)
  places.push(place === -1 ? null : place + 1)
}
process.stdout.write(`${JSON.stringify(places)}\n`)
await disconnect()
process.exit(0)
