import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '@/lib/database/client'
import { parseQuery } from '@/lib/search/query/parse'
import { searchPapers } from '@/lib/search/search-papers'
import { makeQueries } from './queries'

/**
 * A process that searches as a web process does, a search after the other with a pause between them, and looks for each new paper that
 * it is told of until it finds it. Asked by a message, it tells what it measured since it was asked before.
 */
const [databaseUrl = '', everyMs = '0'] = process.argv.slice(2)
const PAGE = { limit: 20 }
const QUERIES_OF_A_KIND = 400
const LOOK_AGAIN_MS = 50
/** A paper that is found later counts as one that never is. */
const NEVER_MS = 30_000

/** A word that one new paper alone holds, and when it was committed. */
export interface StoredWord {
  id: string
  word: string
  /** Milliseconds since the epoch. */
  storedAt: number
}

export interface ReadReport {
  /** Milliseconds of each search. */
  times: number[]
  /** Searches that failed, or were not answered by the index. */
  faults: number
  /** Milliseconds after its commit until each new paper was found. */
  found: number[]
  /** New papers that are looked for at this moment. */
  waiting: number
}

let report: ReadReport = { times: [], faults: 0, found: [], waiting: 0 }
connect(databaseUrl)
process.on('message', (told: StoredWord | 'report') => {
  if (told !== 'report') return void find(told)
  process.send?.(report)
  report = { times: [], faults: 0, found: [], waiting: report.waiting }
})
process.on('disconnect', () => process.exit(0))
for (const query of mixed()) {
  const startedAt = performance.now()
  await ask(query)
  report.times.push(performance.now() - startedAt)
  await pause(Math.max(0, Number(everyMs) - (performance.now() - startedAt)))
}

async function ask(query: string): Promise<string[]> {
  try {
    const { hits, limited } = await searchPapers(parseQuery(query), PAGE)
    if (limited) report.faults += 1
    return hits.map(({ id }) => id)
  } catch {
    report.faults += 1
    return []
  }
}

async function find({ id, word, storedAt }: StoredWord): Promise<void> {
  report.waiting += 1
  const age = () => Date.now() - storedAt
  while (age() < NEVER_MS && !(await ask(word)).includes(id)) await pause(LOOK_AGAIN_MS)
  report.waiting -= 1
  report.found.push(age())
}

/** One of each kind after the other, without end. */
function* mixed(): Generator<string> {
  const kinds = Object.values(makeQueries(QUERIES_OF_A_KIND))
  for (let at = 0; ; at += 1) for (const kind of kinds) yield kind[at % kind.length] as string
}
