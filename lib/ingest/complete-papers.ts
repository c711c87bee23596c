import { Prisma } from '@/generated/prisma/client'
import type { Clock } from '../clock'
import { db } from '../database/client'
import { prepared } from '../database/prepared'
import { preparedTransaction } from '../database/transaction'
import { UpstreamError } from '../errors'
import { log } from '../log'
import { addPapers } from '../papers/add-papers'
import { type Outcome, takeWritersTurn } from '../papers/apply-changes'
import { withoutJoined } from '../papers/joined-categories'
import type { Rejected } from '../papers/types'
import { parseQueryAnswer } from './arxiv-api'
import type { Arxiv } from './arxiv-client'
import type { CompletionReport } from './report'

/** The most that the query API takes at once without trouble. */
const IDS_A_CALL = 100
/** Calls of one run: at one in three seconds, some two minutes. What is left is for the next run. */
const MAX_CALLS = 40
/** The query API's index lags the announcements; asking more often than this tells nothing new. */
const ASK_AGAIN_MS = 6 * 3_600_000

interface Deps {
  arxiv: Arxiv
  clock: Clock
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
}

/**
 * Asks the query API for what listings leave out (dates, comments, primary category, authors) of every paper that was never
 * described by it or has a new version since. May run again: a paper that it does not know yet is asked for after six hours.
 * Trouble upstream ends it early and is told in the report.
 */
export async function completePapers({ arxiv, clock, signal, onProgress }: Deps) {
  const report: CompletionReport = { asked: 0, completed: 0 }
  const rejected: Rejected[] = []
  const outcomes = new Map<string, Outcome>()
  let total: number | undefined

  for (let call = 0; call < MAX_CALLS; call += 1) {
    signal?.throwIfAborted()
    const due = await listDue(clock.now())
    if (due.size === 0) break
    const ids = [...due.keys()]
    if (onProgress) total ??= await db().paper.count({ where: isDue(clock.now()) })
    const answer = await ask(arxiv, ids)
    if (answer.status === 'broken') {
      log.warn({ reason: answer.reason }, 'papers could not be completed yet')
      return { report: { ...report, reason: answer.reason }, rejected, outcomes }
    }

    if (answer.status === 'read') {
      const papers = answer.papers.flatMap((draft) => {
        const categories = due.get(draft.id)
        return categories ? { ...draft, categories: withoutJoined(draft.categories, categories) } : []
      })
      const added = await addPapers(papers, clock.now(), { kind: 'record' })
      for (const [id, outcome] of added.outcomes) outcomes.set(id, outcome)
      rejected.push(...answer.rejected, ...added.rejected)
    }
    report.asked += ids.length
    report.completed += await noteAsked(ids, clock.now())
    onProgress?.(report.asked, total ?? report.asked)
  }
  return { report, rejected, outcomes }
}

const isDue = (now: Date) => ({
  completedAt: null,
  OR: [{ askedAt: null }, { askedAt: { lt: askedBefore(now) } }],
})
const askedBefore = (now: Date) => new Date(now.getTime() - ASK_AGAIN_MS)

/** The categories under which each of the next papers is stored, by id. */
async function listDue(now: Date): Promise<Map<string, string[]>> {
  const due = await prepared<{ id: string; categories: string[] }>(
    'list papers to complete',
    Prisma.sql`select id, categories from papers
      where completed_at is null and (asked_at is null or asked_at < ${askedBefore(now)}::timestamptz)
      order by first_seen_at desc, id desc limit ${IDS_A_CALL}::int`,
  )
  return new Map(due.map(({ id, categories }) => [id, categories]))
}

/**
 * In the writers' turn: two workers that ask for the same papers, or one that writes them meanwhile, would wait for each other's rows.
 * @returns how many of them are described by now
 */
async function noteAsked(ids: readonly string[], now: Date): Promise<number> {
  return preparedTransaction(async (ask) => {
    await takeWritersTurn(ask)
    const noted = await ask<{ completed: boolean }>(
      'note asked papers',
      Prisma.sql`update papers set asked_at = ${now}::timestamptz where id = any(${[...ids]}::text[])
        returning completed_at is not null as completed`,
    )
    return noted.filter(({ completed }) => completed).length
  })
}

/** A question that arXiv refuses is over and done with: the next ids must not wait behind it for ever. */
async function ask(arxiv: Arxiv, ids: string[]) {
  try {
    return await parseQueryAnswer(await arxiv.query({ id_list: ids.join(','), start: 0, max_results: ids.length }))
  } catch (error) {
    if (error instanceof UpstreamError) return { status: 'broken' as const, reason: error.message }
    throw error
  }
}
