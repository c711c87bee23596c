import { db } from '../database/client'
import { resumePaused } from '../subscriptions/resume-paused'
import { countOf, type DueIssue, listDue } from './due'
import { type Frozen, freezeIssue } from './freeze-issue'
import { IssuePlanner } from './plan-issue'

const TRANSACTION_MS = 600_000

export interface FreezeWatch {
  /** Aborted, it stops between two issues; what is due and not frozen stays due. */
  signal?: AbortSignal | undefined
  /** Rows that came into the ledger, issue by issue. */
  onComposed?: ((mails: number) => void) | undefined
  /** After so long it stops between two issues, too: what came due meanwhile has its turn in the next look. */
  patienceMs?: number | undefined
}

/** What a look at the due issues came to. */
export interface FrozenDue extends Frozen {
  /** Subscriptions whose issue waits for a listing of arXiv. */
  waiting: number
  /** All that was due was looked at. */
  isDone: boolean
}

/**
 * Turns every due issue into mails of the ledger, each in a transaction of its own.
 * @throws AggregateError after all others were frozen, when some could not be
 */
export async function freezeAllDue(
  now: Date,
  { signal, onComposed, patienceMs = Number.POSITIVE_INFINITY }: FreezeWatch = {},
): Promise<FrozenDue> {
  const until = performance.now() + patienceMs
  await resumePaused(now)
  const { issues, failures } = await listDue(now)
  const planner = new IssuePlanner(now)
  const frozen: FrozenDue = { issues: [], deliveries: [], mails: 0, waiting: 0, isDone: true }
  for (const issue of issues) {
    if (signal?.aborted || performance.now() > until) {
      frozen.isDone = false
      break
    }
    try {
      const made = await freezeOne(issue, planner, now)
      if (made === 'waiting') frozen.waiting += countOf(issue)
      else if (made) {
        frozen.issues.push(...made.issues)
        frozen.deliveries.push(...made.deliveries)
        frozen.mails += made.mails
        onComposed?.(made.deliveries.length)
      }
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some digests could not be composed')
  return frozen
}

async function freezeOne(issue: DueIssue, planner: IssuePlanner, now: Date): Promise<Frozen | 'waiting' | null> {
  const plan = await planner.plan(issue)
  if (plan.status === 'waiting') return 'waiting'
  return db().$transaction((tx) => freezeIssue(tx, issue, plan, now), {
    timeout: TRANSACTION_MS,
    maxWait: TRANSACTION_MS,
  })
}
