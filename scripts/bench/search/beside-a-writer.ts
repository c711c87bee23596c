import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { ROOMY } from '@/lib/house/node-options'
import { upvote } from '@/lib/papers/votes'
import { aReader } from '@/tests/support/factories'
import { storePapers } from '@/tests/support/made-papers'
import { ours } from '../../own/own-processes'
import { type MadePaper, madePapers } from './corpus'
import { quantile } from './measure'
import type { ReadReport } from './reader'

const READERS = 2
const SEARCH_EVERY_MS = 50
const WARM_UP_MS = 3_000
const QUIET_MS = 8_000
/** The writer stops when the keeper took changes in once and so much time passed, or after the last. */
const WRITING_MS = 16_000
const WRITING_AT_MOST_MS = 60_000
/** So soon a new paper is found: the promise. */
const FOUND_WITHIN_MS = 5_000
/** A morning's listing at once, for which the keeper comes; then twenty papers a second, each with a vote, far above any day of arXiv's. */
const LISTING = 1_000
const ROUND_MS = 500
const PAPERS_A_ROUND = 10
const MOST_PAPERS = LISTING + (WRITING_AT_MOST_MS / ROUND_MS + 1) * PAPERS_A_ROUND

export interface BesideAWriter {
  quiet: ReadReport
  writing: ReadReport
  /** That came meanwhile. */
  papers: number
  /** How long the keeper took each time to take changes in. */
  foldSeconds: number[]
}

/** Two processes search an index that is there, first alone, then while papers and votes arrive and the keeper takes them in. */
export async function measureBesideAWriter(databaseUrl: string, searchUrl: string): Promise<BesideAWriter> {
  const env = { ...process.env, SEARCH_URL: searchUrl, LOG_LEVEL: 'silent' }
  const start = (name: string, ...given: string[]) =>
    ours(
      fork(`scripts/bench/search/${name}.ts`, [databaseUrl, ...given], {
        env,
        execArgv: [...ROOMY, '--import', 'tsx'],
      }),
    )
  const readers = Array.from({ length: READERS }, () => start('reader', String(SEARCH_EVERY_MS)))
  const keeper = start('keeper')
  const foldSeconds: number[] = []

  keeper.on('message', (told: { status: string; seconds: number }) => {
    if (told.status === 'folded' || told.status === 'built') foldSeconds.push(told.seconds)
  })
  try {
    await pause(WARM_UP_MS)
    await reportOf(readers)
    await pause(QUIET_MS)
    const quiet = await reportOf(readers)
    const papers = await write(readers, () => foldSeconds.length > 0)
    // What came last is looked for as long as the promise says.
    await pause(FOUND_WITHIN_MS)
    const writing = await reportOf(readers)
    return { quiet, writing, papers, foldSeconds }
  } finally {
    for (const child of [...readers, keeper]) child.disconnect()
  }
}

/** @returns how many papers came */
async function write(readers: readonly ChildProcess[], isFolded: () => boolean): Promise<number> {
  const voters = await Promise.all(Array.from({ length: PAPERS_A_ROUND }, () => aReader()))
  const made = madePapers(MOST_PAPERS, 2)
  const startedAt = performance.now()
  const passed = () => performance.now() - startedAt
  const store = async (from: number, count: number) => {
    await storePapers(Array.from({ length: count }, (_, at) => newPaper(made.next().value as MadePaper, from + at)))
    const id = idOf(from + count - 1)
    for (const reader of readers) reader.send({ id, word: wordOf(id), storedAt: Date.now() })
  }
  await store(0, LISTING)
  let papers = LISTING
  for (let round = 1; passed() < (isFolded() ? WRITING_MS : WRITING_AT_MOST_MS); round += 1) {
    await store(papers, PAPERS_A_ROUND)
    for (const [at, voter] of voters.entries()) await upvote(idOf(papers + at), voter, new Date(), 0)
    papers += PAPERS_A_ROUND
    await pause(Math.max(0, round * ROUND_MS - passed()))
  }
  return papers
}

const idOf = (number: number) => `9912.${String(number).padStart(5, '0')}`

const newPaper = (like: MadePaper, number: number): MadePaper => ({
  ...like,
  id: idOf(number),
  title: `${wordOf(idOf(number))} ${like.title}`,
  submittedAt: new Date(),
  votes: 0,
})

/** Of letters alone, so that nothing parts it. */
const wordOf = (id: string) =>
  `zz${id.replaceAll('.', '').replaceAll(/\d/g, (digit) => 'bcdfghklmn'.charAt(Number(digit)))}zz`

/** Everything that the readers measured since they were asked before. */
async function reportOf(readers: readonly ChildProcess[]): Promise<ReadReport> {
  const reports = await Promise.all(
    readers.map(async (reader) => {
      reader.send('report')
      const [report] = (await once(reader, 'message')) as [ReadReport]
      return report
    }),
  )
  return {
    times: reports.flatMap(({ times }) => times),
    faults: reports.reduce((sum, { faults }) => sum + faults, 0),
    found: reports.flatMap(({ found }) => found),
    waiting: reports.reduce((sum, { waiting }) => sum + waiting, 0),
  }
}

/** As rows of a table. */
export function rowsOf({ quiet, writing, papers, foldSeconds }: BesideAWriter): string[][] {
  const ms = (value: number) => `${Math.round(value)} ms`
  const row = (name: string, { times, faults }: ReadReport) => {
    const sorted = times.toSorted((a, b) => a - b)
    return [name, ...[0.5, 0.99, 1].map((share) => ms(quantile(sorted, share))), `${faults} of ${times.length}`]
  }
  const found = writing.found.toSorted((a, b) => a - b)
  const folds = foldSeconds.map((seconds) => `${seconds.toFixed(1)} s`).join(', ')
  return [
    [
      `${READERS} processes, ${1000 / SEARCH_EVERY_MS} searches a second each`,
      'p50',
      'p99',
      'worst',
      'failed or limited',
    ],
    row('nobody writes', quiet),
    row(`${papers} papers and votes for them come; taken into the index in ${folds}`, writing),
    [
      'a new paper is found after',
      ...[0.5, 0.99, 1].map((share) => ms(quantile(found, share))),
      `${writing.waiting} of ${found.length + writing.waiting} not yet`,
    ],
  ]
}

/** Every search was answered by the index, and every new paper found in time. */
export const isKept = ({ quiet, writing }: BesideAWriter): boolean =>
  quiet.faults + writing.faults + writing.waiting === 0 && Math.max(...writing.found) <= FOUND_WITHIN_MS
