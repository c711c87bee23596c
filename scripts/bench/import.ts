import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { connect } from '@/lib/database/client'
import { emptyTables, saveRows } from '@/tests/support/copy-rows'
import { openOwnDatabase } from '../own/own-database'
import { runProgram } from '../own/own-processes'
import { snapshotLines } from './import/snapshot-lines'

const USAGE = `npm run bench -- import [--papers 40000]

A file of the public arXiv metadata snapshot's format about so many made-up papers, imported as \`npm run import\` does it into an empty
PostgreSQL, once more with nothing new, and from .gz into an empty one; and a bare COPY of the very same rows into the same tables. Papers a
second until they are stored, and until PostgreSQL's text index is made too; processor time and peak memory of the process that imports.
`

const WORK = {
  first: 'into an empty store',
  again: 'nothing new',
  gzip: 'from .gz into an empty store',
  copy: 'bare COPY of the rows, indexes kept up to date',
} as const
type Work = keyof typeof WORK

interface Measured {
  papers: number
  storedSeconds: number
  seconds: number
  cpuSeconds: number
  peakMb: number
}

const { values } = parseArgs({
  options: { papers: { type: 'string', default: '40000' }, help: { type: 'boolean', default: false } },
})

if (values.help) process.stdout.write(USAGE)
else await bench(Number(values.papers))

async function bench(papers: number): Promise<void> {
  const database = await openOwnDatabase({ name: 'bench', durable: true })
  const folder = database.dataDir
  const [file, packed] = [join(folder, 'papers.jsonl'), join(folder, 'papers.jsonl.gz')]
  await pipeline(Readable.from(linesOf(papers)), createWriteStream(file))
  await pipeline(createReadStream(file), createGzip(), createWriteStream(packed))
  connect(database.url)
  try {
    process.stdout.write(
      `| ${papers.toLocaleString('en')} papers | stored, papers/s | text index included | processor of the process | peak memory |\n`,
    )
    process.stdout.write('|---|---|---|---|---|\n')
    await measure('first', database.url, file)
    await measure('again', database.url, file)
    await saveRows(folder)
    await emptyTables()
    await measure('gzip', database.url, packed)
    await emptyTables()
    await measure('copy', database.url, folder)
  } finally {
    await database.close()
  }
}

function* linesOf(papers: number): Generator<string> {
  for (const line of snapshotLines(papers)) yield `${line}\n`
}

async function measure(work: Work, databaseUrl: string, path: string): Promise<void> {
  const script = new URL('./import/measure.ts', import.meta.url).pathname
  const stdout = await runProgram(['--import', 'tsx', script, work, databaseUrl, path])
  const measured: Measured = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  const { papers, storedSeconds, seconds, cpuSeconds, peakMb } = measured
  const perSecond = (taken: number) => Math.round(papers / taken).toLocaleString('en')
  process.stdout.write(
    `| ${WORK[work]} | ${perSecond(storedSeconds)} | ${perSecond(seconds)} | ${((cpuSeconds / papers) * 1000).toFixed(2)} ms a paper | ${Math.round(peakMb)} MB |\n`,
  )
}
