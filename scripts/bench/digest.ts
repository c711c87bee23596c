import { fork } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fixedClock } from '@/lib/clock'
import { connect, db } from '@/lib/database/client'
import { FRUGAL } from '@/lib/house/node-options'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { runIngest } from '@/lib/ingest/run-ingest'
import { startFakeArxiv } from '@/tests/support/fake-arxiv'
import { addSubscribers } from '@/tests/support/many-subscribers'
import { SLOT } from '@/tests/support/subscriptions'
import { openOwnDatabase } from '../own/own-database'
import { ours, runProgram } from '../own/own-processes'
import type { Measured } from './digest/measured'
import { manyViews } from './digest/views'
import { makeRecords } from './ingest/records'

const USAGE = `npm run bench -- digest [--subscribers 100000] [--digests 2000] [--mails 5000] [--rounds 3] [--connections 10]

So many subscribers, spread over so many different lists, all due at once on one worker: freezing all of it (selection, one row a mail),
then sending some of the mails into a local SMTP server that keeps nothing, with DKIM (RSA-2048) and without, beside two bare clients
that send one prepared message of the same size over as many connections and write nothing down: nodemailer's conversation alone, and
its pool. Rounds take turns, so that a busy machine slows all of them.
`

const CATEGORIES = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'stat.ML']
const PAPERS = 2_000
/** A mail of some 20 KB. */
const PAPERS_A_MAIL = 5
/** Sent before it is measured, of all ways: a worker that sends a hundred thousand is compiled for most of them. */
const WARM_UP = 1_500
type Way = keyof typeof NAMES
const NAMES = {
  connection: 'prepared message, bare conversations',
  pool: 'prepared message, pool of nodemailer',
  plain: 'ours',
  signed: 'ours, DKIM with RSA-2048',
} as const

const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '100000' },
    digests: { type: 'string', default: '2000' },
    mails: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else
  await bench({
    subscribers: Number(values.subscribers),
    digests: Number(values.digests),
    mails: Number(values.mails),
    rounds: Number(values.rounds),
    connections: Number(values.connections),
  })

interface Size {
  subscribers: number
  digests: number
  mails: number
  rounds: number
  connections: number
}

async function bench({ subscribers, digests, mails, rounds, connections }: Size): Promise<void> {
  const database = await openOwnDatabase({ name: 'bench', durable: true })
  const folder = database.dataDir
  const sink = ours(fork('scripts/bench/digest/sink.ts', [], { execArgv: ['--import', 'tsx'] }))
  const toldBySink = () => new Promise<number>((resolve) => sink.once('message', (told) => resolve(Number(told))))
  const askSink = () => {
    sink.send('octets of a mail')
    return toldBySink()
  }
  const port = await toldBySink()
  const settings = {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SECRET: 'a secret of a benchmark that is long enough',
    SMTP_URL: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    MAIL_CONNECTIONS: String(connections),
    NOW: SLOT.toISOString(),
  }
  const run = (script: string, args: (string | number)[], more: Record<string, string> = {}) =>
    measure(script, args, { ...settings, ...more })
  connect(database.url)
  try {
    await fill(subscribers, digests)
    const frozen = await run('compose', [])
    printFrozen(frozen, digests)
    const dkim = { DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'bench', DKIM_KEY_FILE: keyFile(folder) }
    const results: Record<Way, Measured[]> = { connection: [], pool: [], plain: [], signed: [] }
    for (let round = 0; round < rounds; round++) {
      await askSink()
      results.plain.push(await run('deliver', [WARM_UP, mails]))
      const octets = await askSink()
      results.signed.push(await run('deliver', [WARM_UP, mails], dkim))
      for (const way of ['connection', 'pool'] as const)
        results[way].push(await run('bare', [way, port, connections, WARM_UP, mails, octets]))
      process.stdout.write(`round ${round + 1}: ${octets} octets a mail\n`)
    }
    printSent(results)
  } finally {
    sink.kill()
    await database.close()
  }
}

/** Papers of the very day of the slot, here before it, whatever day it is where this runs. */
async function fill(subscribers: number, digests: number): Promise<void> {
  const day = SLOT.toISOString().slice(0, 10)
  const clock = fixedClock(`${day}T06:00:00Z`)
  const arxivServer = await startFakeArxiv({ records: makeRecords(PAPERS, CATEGORIES), day })
  const { url } = arxivServer
  const baseUrl = 'http://localhost:3000'
  const arxiv = openArxiv({ rssUrl: url, apiUrl: url, minIntervalMs: 0, baseUrl, clock })
  await runIngest({ categories: CATEGORIES, arxiv, clock, complete: false })
  await arxivServer.close()
  await addSubscribers(subscribers, manyViews(digests, CATEGORIES), { shape: 'short', papers: PAPERS_A_MAIL })
  // As autovacuum would within its minute: without statistics each list is planned as if the tables were empty.
  await db().$executeRaw`analyze`
}

function keyFile(folder: string): string {
  const file = join(folder, 'dkim.pem')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return file
}

async function measure(
  script: string,
  args: (string | number)[],
  environment: Record<string, string>,
): Promise<Measured> {
  const file = new URL(`./digest/${script}.ts`, import.meta.url).pathname
  const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, ...environment }
  return JSON.parse(await runProgram([...FRUGAL, '--import', 'tsx', file, ...args.map(String)], env)) as Measured
}

function printFrozen({ mails, seconds, cpuSeconds, peakMb }: Measured, digests: number): void {
  print([
    ['freezing', 'mails', 'lists', 'time', 'processor', 'peak memory'],
    [
      'all at once',
      mails,
      digests,
      `${seconds.toFixed(1)} s`,
      `${cpuSeconds.toFixed(1)} s`,
      `${Math.round(peakMb)} MB`,
    ],
  ])
}

function printSent(results: Record<Way, Measured[]>): void {
  const rows = (Object.keys(NAMES) as Way[]).map((way) => {
    const of = (value: (measured: Measured) => number) => median(results[way].map(value))
    const perSecond = of(({ mails, seconds }) => mails / seconds)
    const cpuMs = of(({ mails, cpuSeconds }) => (1000 * cpuSeconds) / mails)
    return {
      perSecond,
      row: [
        NAMES[way],
        Math.round(perSecond),
        `${cpuMs.toFixed(2)} ms`,
        `${Math.round(of(({ peakMb }) => peakMb))} MB`,
      ],
    }
  })
  const shareOf = (ceiling: number, perSecond: number) => `${Math.round((100 * perSecond) / ceiling)} %`
  const [conversations = 0, pool = 0] = rows.map(({ perSecond }) => perSecond)
  print([
    ['sending', 'mails/s', 'processor a mail', 'peak memory', 'of bare conversations', 'of the pool'],
    ...rows.map(({ row, perSecond }) => [...row, shareOf(conversations, perSecond), shareOf(pool, perSecond)]),
  ])
}

function print([head = [], ...rows]: (string | number)[][]): void {
  const lines = [head, head.map(() => '---'), ...rows]
  process.stdout.write(`\n${lines.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`)
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
