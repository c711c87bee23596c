import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connect, pool } from '@/lib/database/client'
import { ROOMY } from '@/lib/house/node-options'
import { keepingTextIndex } from '@/lib/papers/text-index'
import { analyzePapers, storePapers } from '@/tests/support/made-papers'
import { openOwnDatabase } from '../own/own-database'
import { runProgram } from '../own/own-processes'
import type { Asked } from './search/ask'
import { isKept, measureBesideAWriter, rowsOf } from './search/beside-a-writer'
import { type MadePaper, madePapers } from './search/corpus'
import { fillFts5 } from './search/fts5'
import type { Measured } from './search/measure'

const USAGE = `npm run bench -- search [--papers 20000] [--queries 200] [--only indexes|readers]

So many made-up papers, whose words follow Zipf's law, in an embedded PostgreSQL, in our index and in SQLite's FTS5: how long it takes to
index them, what that needs on disk, and what rare, common and very common words, three words and sentences cost, each asked through the same
parser. The index's times hold everything that a search does: parsing, engine, exact scores, and the database's say on each paper. Real abstracts
are not used: their words repeat more, so indexes of them are smaller.

At the end two processes search the index, first alone and then while papers and votes arrive and a keeper takes them in as the worker's does: what a search
takes, whether all were answered, and how soon a new paper is found. Failed searches, and a paper not found within five seconds, end it with exit status 1.
\`--only readers\` does this alone; \`--only indexes\` leaves PostgreSQL's own full text out: what millions of papers leave time for.
`

const PAPERS_AT_A_TIME = 500
const WAYS = { index: 'our index', database: "PostgreSQL's full text", fts5: 'SQLite FTS5, any word' } as const
type Way = keyof typeof WAYS

const { values } = parseArgs({
  options: {
    papers: { type: 'string', default: '20000' },
    queries: { type: 'string', default: '200' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else await bench(Number(values.papers), Number(values.queries), values.only)

async function bench(papers: number, queries: number, only: string | undefined): Promise<void> {
  const database = await openOwnDatabase({ name: 'bench', durable: true })
  const folder = database.dataDir
  const searchUrl = join(folder, 'search')
  const file = join(folder, 'fts5.db')
  connect(database.url)
  try {
    await store(papers, only === 'indexes')
    const run = (script: string, ...given: string[]) => runScript(script, [...given], { SEARCH_URL: searchUrl })
    const built = (await run('keep', database.url)) as { seconds: number; peakMb: number }
    const ask = async (way: Way) => (await run('ask', way, database.url, file, String(queries))) as Asked
    if (only !== 'readers') {
      say([
        [`${papers.toLocaleString('en')} papers`, 'index time', 'papers/s', 'on disk', 'peak memory'],
        ['our index', ...sizesOf(papers, built.seconds, bytesIn(searchUrl)), `${Math.round(built.peakMb)} MB`],
        [
          'SQLite FTS5',
          ...sizesOf(
            papers,
            secondsOf(() => fillFts5(file, papers)),
            statSync(file).size,
          ),
          '',
        ],
      ])
      const ways = (Object.keys(WAYS) as Way[]).filter((way) => way !== 'database' || only !== 'indexes')
      const asked: Partial<Record<Way, Asked>> = {}
      for (const way of ways) asked[way] = await ask(way)
      print(asked)
    }
    if (only === 'indexes') return
    const beside = await measureBesideAWriter(database.url, searchUrl)
    say(rowsOf(beside))
    if (!isKept(beside)) process.exitCode = 1
  } finally {
    await database.close()
  }
}

function secondsOf(work: () => void): number {
  const startedAt = performance.now()
  work()
  return (performance.now() - startedAt) / 1000
}

/**
 * As a bulk import does: papers are made while others are stored, and PostgreSQL's text index when all are.
 * @param isBare without it: the search index answers
 */
async function store(papers: number, isBare: boolean): Promise<void> {
  const startedAt = performance.now()
  const rateSince = () => `${perSecond(papers, (performance.now() - startedAt) / 1000)} papers/s`
  if (isBare) {
    await pool().query('drop index papers_text_idx')
    await storeInTurn(papers)
    process.stdout.write(`Stored in PostgreSQL, without its full-text index: ${rateSince()}.\n\n`)
  } else {
    const stored = await keepingTextIndex(async (textIndex) => {
      await textIndex.expect(papers)
      await storeInTurn(papers)
      return rateSince()
    })
    process.stdout.write(`Stored in PostgreSQL: ${stored}; its full-text index included: ${rateSince()}.\n\n`)
  }
  await analyzePapers()
}

async function storeInTurn(papers: number): Promise<void> {
  let waiting: MadePaper[] = []
  let storing = Promise.resolve()
  for (const paper of madePapers(papers)) {
    waiting.push(paper)
    // So that what is to be stored reaches the database.
    if (waiting.length % 10 === 0) await setImmediate()
    if (waiting.length < PAPERS_AT_A_TIME) continue
    await storing
    storing = storePapers(waiting)
    waiting = []
  }
  await storing
  await storePapers(waiting)
}

async function runScript(name: string, given: string[], environment: Record<string, string>): Promise<unknown> {
  const script = new URL(`./search/${name}.ts`, import.meta.url).pathname
  // What a test or a bench leaves out of the environment is not to be found in a file.
  const env = { ...process.env, ...environment }
  const stdout = await runProgram([...ROOMY, '--import', 'tsx', script, ...given], env)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

function sizesOf(papers: number, seconds: number, bytes: number): string[] {
  return [`${seconds.toFixed(1)} s`, perSecond(papers, seconds), mb(bytes)]
}

function print(asked: Partial<Record<Way, Asked>>): void {
  const ways = Object.entries(asked) as [Way, Asked][]
  const kinds = Object.keys(ways[0]?.[1].kinds ?? {})
  const cell = ({ p50, p99, cpuMs }: Measured) => `${p50.toFixed(1)} / ${p99.toFixed(1)} ms (${cpuMs.toFixed(1)})`
  say([
    ['p50 / p99 (processor of the asking process)', ...ways.map(([way]) => WAYS[way])],
    ...kinds.map((kind) => [kind, ...ways.map(([, one]) => cell(one.kinds[kind] as Measured))]),
    ['64 at once', ...ways.map(([, one]) => (one.atOnceMs === null ? '' : `${Math.round(one.atOnceMs)} ms`))],
    ['resident afterwards', ...ways.map(([, one]) => `${Math.round(one.residentMb)} MB`)],
  ])
}

function say([head, ...rows]: string[][]): void {
  const table = [head ?? [], (head ?? []).map(() => '---'), ...rows]
  process.stdout.write(`${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\n`)
}

function perSecond(papers: number, seconds: number): string {
  return Math.round(papers / seconds).toLocaleString('en')
}
function mb(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}
