import { db } from '../database/client'
import { wakeSenders } from '../outbox/enqueue'
import { DEADLINE_MS } from '../outbox/types'
import { newestSlot } from '../subscriptions/slots'
import { advance, type DueSubscription, listDueViews, takeDue } from './due'
import { type Frozen, freezeIssue, recordSkipped } from './freeze-issue'

const TRANSACTION_MS = 60_000

export interface FreezeWatch {
  /** Aborted, it stops between two transactions; what is due and not frozen stays due. */
  signal?: AbortSignal | undefined
  /** Mails that came into the ledger, batch by batch. */
  onComposed?: ((mails: number) => void) | undefined
}

/**
 * Turns every due slot into mails of the ledger.
 * @throws AggregateError after all others were frozen, when some views could not be
 */
export async function freezeAllDue(now: Date, { signal, onComposed }: FreezeWatch = {}): Promise<Frozen> {
  const batches: Frozen[] = []
  const failures: unknown[] = []
  for (const view of await listDueViews(now)) {
    try {
      while (!signal?.aborted) {
        const batch = await freezeBatch(view, now)
        if (!batch) break
        batches.push(batch)
        onComposed?.(batch.deliveries.length)
      }
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some digests could not be composed')
  return together(batches)
}

/**
 * One transaction: issues, deliveries, what their readers were sent, and the next slots. Two schedulers at once, or one that
 * is killed and started again, make each mail once: each takes other rows, and whoever comes second finds the slot advanced.
 * After an outage only the newest slot is made up for, and only until its deadline.
 * @returns null when nothing (more) of this view is due
 */
function freezeBatch(view: string, now: Date): Promise<Frozen | null> {
  return db().$transaction(
    async (tx) => {
      const due = await takeDue(tx, view, now)
      if (due.length === 0) return null
      const slots: Frozen[] = []
      for (const { at, rhythm, subscriptions } of bySlot(due, now)) {
        slots.push(
          isStale(at, now)
            ? await recordSkipped(tx, { view, rhythm, at }, subscriptions, 'stale', now)
            : await freezeIssue(tx, { view, rhythm, at }, subscriptions, now),
        )
      }
      await advance(tx, due, now)
      await wakeSenders(tx)
      return together(slots)
    },
    { timeout: TRANSACTION_MS, maxWait: TRANSACTION_MS },
  )
}

/** The newest slot of each of these subscriptions; those with the same slot and rhythm share an issue. */
export function bySlot(due: DueSubscription[], now: Date) {
  const slots = new Map<string, { at: Date; rhythm: string; subscriptions: DueSubscription[] }>()
  for (const subscription of due) {
    const { rhythm } = subscription
    const at = newestSlot(subscription, now)
    const key = `${at.getTime()} ${rhythm}`
    slots.set(key, { at, rhythm, subscriptions: [...(slots.get(key)?.subscriptions ?? []), subscription] })
  }
  return [...slots.values()]
}

/** A digest that would come so long after its hour is left out. */
export const isStale = (slot: Date, now: Date): boolean => slot.getTime() + DEADLINE_MS.digest <= now.getTime()

const together = (parts: Frozen[]): Frozen => ({
  issues: [...new Set(parts.flatMap(({ issues }) => issues))],
  deliveries: parts.flatMap(({ deliveries }) => deliveries),
})
