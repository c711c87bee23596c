import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'libsql'
import { connect } from '@/lib/database/client'
import { analyzePapers, storePapers } from '@/tests/support/made-papers'
import { openOwnDatabase } from '../own/own-database'
import { runProgram } from '../own/own-processes'
import { isForTuning, judgedSets, type KnownPaper } from './search-quality/judged-sets'
import { type Quality, qualityOf } from './search-quality/measures'
import { type BenchPaper, hasSnapshot, madeUpPapers, snapshotPapers } from './search-quality/papers'

const SNAPSHOT = '../shared/data/arxiv-metadata'

const USAGE = `npm run bench -- search-quality [--data ${SNAPSHOT}] [--papers 100000] [--queries 500] [--made-up]

How well searches find what is known to be the answer, over papers of the public arXiv metadata snapshot (a file of JSON lines, also .gz, or a
folder of them): known items by titles and sentences with words dropped and misspelt, and titles that comments quote. Words alone and words with
vectors (learned from the papers; of an embedding server when EMBEDDINGS_URL names one) against plain BM25 (SQLite's FTS5, any word, title and
abstract alike) and PostgreSQL's ranking. Reported on papers with odd hashes of their identifiers; --tune chooses parameters on the even
ones and prints them (lib/search/index/parameters.ts holds those in use).

--made-up takes papers that nobody wrote. Its figures show the machinery and say nothing about real searches.
`

const PAPERS_AT_A_TIME = 2_000

interface Way {
  name: string
  script: 'index' | 'database' | 'bm25'
  env: Record<string, string>
}

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: SNAPSHOT },
    papers: { type: 'string', default: '100000' },
    queries: { type: 'string', default: '500' },
    'made-up': { type: 'boolean', default: false },
    tune: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else if (!values['made-up'] && !hasSnapshot(values.data)) {
  process.stderr.write(
    `${values.data} holds no snapshot of arXiv's metadata. --data names another; --made-up goes without.\n`,
  )
  process.exitCode = 1
} else await bench()

async function bench(): Promise<void> {
  const database = await openOwnDatabase({ name: 'bench', durable: true })
  const folder = database.dataDir
  const file = join(folder, 'fts5.db')
  connect(database.url)
  try {
    const limit = Number(values.papers)
    const known = await fill(values['made-up'] ? madeUpPapers(limit) : snapshotPapers(values.data, limit), file)
    const half = known.filter(({ id }) => isForTuning(id) === values.tune)
    const sets = Object.entries(judgedSets(half, Number(values.queries))).filter(([, queries]) => queries.length > 0)
    print(
      `${known.length.toLocaleString('en')} papers${values['made-up'] ? ' that NOBODY WROTE: figures say nothing about real searches' : ''}.`,
    )
    for (const kind of ['corpus', ...(process.env.EMBEDDINGS_URL ? ['server'] : [])])
      await run('../search/keep.ts', [database.url], { SEARCH_URL: join(folder, kind), SEARCH_VECTORS: kind })
    const asked = join(folder, 'queries.json')
    if (values.tune) {
      writeFileSync(asked, JSON.stringify(sets.flatMap(([, queries]) => queries)))
      print(
        JSON.stringify(await run('./tune.ts', [database.url, asked], { SEARCH_URL: join(folder, 'corpus') }), null, 2),
      )
      return
    }
    for (const [title, queries] of sets) {
      writeFileSync(asked, JSON.stringify(queries))
      print(
        `\n| ${title} (${queries.length}) | recall@10 | recall@100 | nDCG@10 | of plain BM25 | MRR |\n|---|---|---|---|---|---|`,
      )
      let plain: Quality | null = null
      for (const { name, script, env } of waysIn(folder)) {
        const places = (await run('./ask.ts', [script, database.url, file, asked], env)) as (number | null)[]
        const quality = qualityOf(places)
        plain ??= quality
        print(rowOf(name, quality, plain))
      }
    }
  } finally {
    await database.close()
  }
}

/** Plain BM25 comes first: others are compared with it. */
function waysIn(folder: string): Way[] {
  const corpus = { SEARCH_URL: join(folder, 'corpus') }
  return [
    { name: 'plain BM25', script: 'bm25', env: {} },
    { name: "PostgreSQL's ranking", script: 'database', env: {} },
    { name: 'words', script: 'index', env: { ...corpus, SEARCH_VECTORS: 'none' } },
    { name: 'words and learned vectors', script: 'index', env: { ...corpus, SEARCH_VECTORS: 'corpus' } },
    ...(process.env.EMBEDDINGS_URL
      ? [
          {
            name: 'words and a server’s vectors',
            script: 'index' as const,
            env: { SEARCH_URL: join(folder, 'server'), SEARCH_VECTORS: 'server' },
          },
        ]
      : []),
  ]
}

async function fill(papers: AsyncIterable<BenchPaper>, file: string): Promise<KnownPaper[]> {
  const plain = new Database(file)
  plain.exec('create virtual table papers using fts5(id unindexed, title, abstract, tokenize = "porter unicode61")')
  const insert = plain.prepare('insert into papers (id, title, abstract) values (?, ?, ?)')
  const known: KnownPaper[] = []
  let waiting: BenchPaper[] = []
  const store = async () => {
    plain.exec('begin')
    for (const { id, title, abstract } of waiting) insert.run(id, title, abstract)
    plain.exec('commit')
    if (waiting.length > 0) await storePapers(waiting)
    waiting = []
  }
  for await (const paper of papers) {
    known.push({ id: paper.id, title: paper.title, abstract: paper.abstract, comments: paper.comments })
    waiting.push(paper)
    if (waiting.length === PAPERS_AT_A_TIME) await store()
  }
  await store()
  plain.close()
  await analyzePapers()
  return known
}

async function run(script: string, given: string[], environment: Record<string, string>): Promise<unknown> {
  const path = new URL(`./search-quality/${script}`, import.meta.url).pathname
  const env = { ...process.env, ...environment }
  const stdout = await runProgram(['--import', 'tsx', path, ...given], env)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

function rowOf(name: string, { recall10, recall100, ndcg10, mrr }: Quality, plain: Quality): string {
  const figures = [recall10, recall100, ndcg10].map((figure) => figure.toFixed(3))
  return `| ${[name, ...figures, `${(ndcg10 / plain.ndcg10).toFixed(2)} ×`, mrr.toFixed(3)].join(' | ')} |`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
