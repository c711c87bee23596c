import { fork } from 'node:child_process'
import { once } from 'node:events'
import { db } from '@/lib/database/client'
import { keepIndex } from '@/lib/search/index/keep-index'
import { searchIndex } from '@/lib/search/index/search-index'
import { findLag, MAX_FRESH } from '@/lib/search/index/state'
import { parseQuery } from '@/lib/search/query/parse'
import { storePapers } from './made-papers'
import { forgetReader } from './search-index'

export interface KillReport {
  kills: number
  /** Papers that were stored, changed or deleted while a writer ran that was killed. */
  acts: number
  /** What was not as it has to be afterwards, each in a sentence. */
  broken: string[]
}

interface KillsDeps {
  databaseUrl: string
  /** Where the index is, in this process's settings, too: it is asked after each kill. */
  environment: Record<string, string>
  kills: number
  random: () => number
  signal?: AbortSignal
  say?: (line: string) => void
}

const LONGEST_MS = 2_500
const AT_A_TIME = 4
/** Papers of earlier rounds that are looked for again after each kill. */
const EARLIER = 20

/**
 * Kills the writer of the index at random moments while papers are stored, changed and deleted, and looks after each kill whether the index
 * finds every paper by its own word once, and no word that is gone. Every third writer makes the index anew.
 */
export async function playKills({
  databaseUrl,
  environment,
  kills,
  random,
  signal,
  say,
}: KillsDeps): Promise<KillReport> {
  const words = new Map<string, string>()
  const gone: string[] = []
  const broken: string[] = []
  let acts = 0
  const act = async () => {
    acts += AT_A_TIME
    const made = Array.from({ length: AT_A_TIME }, (_, index) => aPaperOf(acts + index))
    await storePapers(made)
    for (const { id, title } of made) words.set(id, title)
    const [first] = words.keys()
    const changed = [...words.keys()][Math.floor(random() * words.size)]
    if (changed && changed !== first) {
      gone.push(words.get(changed) ?? '')
      words.set(changed, wordAt(acts, 'reworded'))
      await db().paper.update({ where: { id: changed }, data: { title: wordAt(acts, 'reworded') } })
    }
    if (first && words.size > 60) {
      gone.push(words.get(first) ?? '')
      words.delete(first)
      await db().paper.delete({ where: { id: first } })
    }
  }
  let played = 0
  for (let kill = 0; kill < kills && !signal?.aborted; kill += 1) {
    const mode = kill % 3 === 2 ? 'anew' : 'fold'
    await foldIfMany(databaseUrl)
    const writer = fork('tests/support/keeper-process.ts', [databaseUrl, mode], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, ...environment, LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const ended = once(writer, 'exit')
    await Promise.race([once(writer, 'message'), ended])
    for (const until = performance.now() + random() * LONGEST_MS; performance.now() < until; ) await act()
    writer.kill('SIGKILL')
    const [status] = (await ended) as [number | null]
    if (status !== null) broken.push(`writer ${kill} ended by itself with status ${status}`)
    const faults = await faultsAfter(kill, words, gone)
    broken.push(...faults)
    played += 1
    say?.(`${played} of ${kills}: ${mode}, ${words.size} papers, ${faults.length === 0 ? 'whole' : faults.join('; ')}`)
  }
  return { kills: played, acts, broken }
}

/** Readers hold so many changes beside the index and no more: on a quick machine killed writers leave more of them. */
async function foldIfMany(databaseUrl: string): Promise<void> {
  if ((await findLag()).changes < MAX_FRESH / 2) return
  await keepIndex({ databaseUrl, now: new Date(), signal: new AbortController().signal })
}

async function faultsAfter(kill: number, words: Map<string, string>, gone: string[]): Promise<string[]> {
  forgetReader()
  const faults: string[] = []
  const asked = [...words].filter(
    ([, word], index) => index < EARLIER || index >= words.size - EARLIER || /reworded/.test(word),
  )
  for (const [id, word] of asked) {
    const found = await idsOf(word)
    if (found.join() !== id) faults.push(`after kill ${kill}, “${word}” of ${id} finds [${found.join(', ')}]`)
  }
  for (const word of gone.slice(-EARLIER)) {
    const found = await idsOf(word)
    if (found.length > 0) faults.push(`after kill ${kill}, “${word}”, which is gone, finds [${found.join(', ')}]`)
  }
  return faults
}

async function idsOf(word: string): Promise<string[]> {
  const answer = await searchIndex(parseQuery(word), { limit: 10 })
  return typeof answer === 'string' ? [answer] : answer.hits.map(({ id }) => id)
}

const wordAt = (number: number, kind: string) => `${kind}${number.toString(36)}q`

const aPaperOf = (number: number) => ({
  id: `2611.${String(number).padStart(5, '0')}`,
  title: wordAt(number, 'first'),
  abstract: 'An abstract like all the others.',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
  submittedAt: new Date('2026-11-20T00:00:00Z'),
  votes: 0,
})
