import { parseArgs } from 'node:util'
import { connect } from '@/lib/database/client'
import { FRUGAL } from '@/lib/house/node-options'
import { emptyTables, forgetCopies, saveRows } from '@/tests/support/copy-rows'
import { startFakeArxiv } from '@/tests/support/fake-arxiv'
import { openOwnDatabase } from '../own/own-database'
import { runProgram } from '../own/own-processes'
import { type SweptPage, sweepPages } from './ingest/oai-page'
import { makeRecords } from './ingest/records'

const USAGE = `npm run bench -- ingest [--papers 2000] [--rounds 3]

One ingest of made-up announcements over HTTP into an empty PostgreSQL, the same again with nothing new, and a bare COPY of the
very same rows into the same tables: papers per second, processor time and peak memory of the process that does it. Rounds take
turns, so that a busy machine slows all three. Then one page of
OAI-PMH with 1,000 records: all new, none new, a usual night. The gate's pause of three seconds between requests is left out.
`

const CATEGORIES = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'stat.ML']
const WORK = { first: 'into an empty store', again: 'nothing new', copy: 'bare COPY of the rows' } as const
type Work = keyof typeof WORK

interface Measured {
  papers: number
  seconds: number
  cpuSeconds: number
  peakMb: number
}

const { values } = parseArgs({
  options: {
    papers: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else await bench(Number(values.papers), Number(values.rounds))

async function bench(papers: number, rounds: number): Promise<void> {
  const database = await openOwnDatabase({ name: 'bench', durable: true })
  const folder = database.dataDir
  const arxiv = await startFakeArxiv({ records: makeRecords(papers, CATEGORIES) })
  const results: Record<Work, Measured[]> = { first: [], again: [], copy: [] }
  const take = async (work: Work) =>
    results[work].push(await measure(work, [database.url, arxiv.url, folder, CATEGORIES.join(',')]))
  connect(database.url)
  try {
    for (let round = 0; round < rounds; round += 1) {
      await emptyTables()
      await take('first')
      await forgetCopies()
      await take('again')
      await saveRows(folder)
      await emptyTables()
      await take('copy')
    }
    print(results)
    printSwept(await sweepPages(database.url))
  } finally {
    await database.close()
    await arxiv.close()
  }
}

async function measure(work: Work, given: string[]): Promise<Measured> {
  const script = new URL('./ingest/measure.ts', import.meta.url).pathname
  return JSON.parse(await runProgram([...FRUGAL, '--import', 'tsx', script, work, ...given])) as Measured
}

function print(results: Record<Work, Measured[]>): void {
  const rows = (Object.keys(WORK) as Work[]).map((work) => {
    const of = (value: (measured: Measured) => number) => median(results[work].map(value))
    return [
      WORK[work],
      of(({ papers }) => papers).toLocaleString('en'),
      Math.round(of(({ papers, seconds }) => papers / seconds)).toLocaleString('en'),
      `${of(({ seconds }) => seconds).toFixed(1)} s`,
      `${of(({ cpuSeconds }) => cpuSeconds).toFixed(1)} s`,
      `${Math.round(of(({ peakMb }) => peakMb))} MB`,
    ]
  })
  const table = [['ingest', 'papers', 'papers/s', 'time', 'processor', 'peak memory'], Array(6).fill('---'), ...rows]
  process.stdout.write(`${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`)
}

function printSwept(pages: Record<string, SweptPage>): void {
  const rows = Object.entries(pages).map(([night, { records, seconds, cpuSeconds, peakMb }]) => [
    night,
    records.toLocaleString('en'),
    `${seconds.toFixed(2)} s`,
    `${cpuSeconds.toFixed(2)} s`,
    `${Math.round(peakMb)} MB`,
  ])
  const table = [['a page of OAI-PMH', 'records', 'time', 'processor', 'peak memory'], Array(5).fill('---'), ...rows]
  process.stdout.write(`\n${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`)
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
