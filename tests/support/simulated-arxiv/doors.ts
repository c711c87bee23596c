import { addDays, easternDay } from '@/lib/announcement-day'
import type { ArxivRecord } from '../arxiv-record'
import { renderQueryAnswer } from '../fake-arxiv-query'
import { renderListing } from '../fake-arxiv-rss'
import type { Fault, FaultKind } from './faults'
import { recordAt, type Truth } from './truth'

const RSS = 'application/rss+xml; charset=utf-8'
const ATOM = 'application/atom+xml; charset=utf-8'

/** A question to one of arXiv's doors, at an instant of the history. */
export interface Question {
  parameters: URLSearchParams
  at: Date
  /** What this door suffers from now. */
  fault: Fault | null
}

/** The feed of a category: the batch of the current Eastern day, made at midnight, and nothing else. */
export function feedAnswer(truth: Truth, category: string, { at, fault }: Question) {
  const today = easternDay(at)
  const day = fault?.kind === 'a stale copy' ? addDays(today, -1) : today
  const lines = truth.lines.filter((line) => line.day === day && line.category === category)
  const dated = fault?.kind === 'dates of the day before' ? addDays(day, -1) : day
  return { status: 200, type: RSS, body: renderListing(category, spoilList(lines, fault), dated) }
}

const STALE_DAYS = 2

/** The query API: its index is behind the announcements, on some days by many hours. */
export function queryAnswer(truth: Truth, { parameters, at, fault }: Question) {
  const asOf = fault?.kind === 'a stale copy' ? daysBefore(at, STALE_DAYS) : at
  const records = [...truth.snapshots.values()].flatMap((snapshots): ArxivRecord | [] => {
    const snapshot = recordAt(snapshots, asOf, 'api')
    return snapshot && snapshot.change !== 'deleted' ? snapshot.record : []
  })
  return { status: 200, type: ATOM, body: renderQueryAnswer(parameters, spoilList(records, fault)) }
}

export const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * 24 * 3_600_000)

/** A list with the faults that are faults of a list. */
export function spoilList<T>(list: readonly T[], fault: Fault | null): T[] {
  const at = Math.floor((fault?.where ?? 0) * list.length)
  const spoil = fault ? LIST_FAULTS[fault.kind] : undefined
  return (spoil ? spoil(list, at) : [...list]) as T[]
}

const LIST_FAULTS: Partial<Record<FaultKind, (list: readonly unknown[], at: number) => unknown[]>> = {
  'no entries': () => [],
  'a part of the listing': (list) => list.slice(0, Math.ceil(list.length / 2)),
  'an entry left out': (list, at) => list.filter((_, index) => index !== at),
  'entries twice': (list, at) => list.flatMap((one, index) => (index === at ? [one, one] : [one])),
  'entries out of order': (list) => [...list].reverse(),
}
