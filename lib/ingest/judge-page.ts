import type { PaperFacts } from '../papers/reconcile'
import type { AnnouncementLine } from '../papers/types'
import { isSerial, type Judgement, judgeRecord, type Known, type Surroundings } from './judge-record'
import type { DayOfIds } from './listing-day'
import type { OaiRecord } from './oai-records'

/** A judgement, and when arXiv changed the record last; null: it says only that it took the paper back. */
export type Judged = Judgement & { datestamp: string | null }

/**
 * Judges the records of a page. Untouched ones come first: their days are certain, and the ids of the others find their place
 * among them. Pure. What is of no category that is read, and was never met, is left out; of a record told twice the first counts.
 */
export function judgePage(
  records: readonly OaiRecord[],
  known: ReadonlyMap<string, Known>,
  around: Surroundings,
): Judged[] {
  const days = { ...around.days, ids: around.days.ids.map((day) => ({ ...day })) }
  const byId = new Map([...records].reverse().map((record) => [record.draft.id, record]))
  const inTurn = [...byId.values()].sort((a, b) => rank(a) - rank(b))
  return inTurn.flatMap((record) => {
    const judgement = judgeRecord(record, known.get(record.draft.id) ?? null, { ...around, days })
    for (const line of judgement?.lines ?? []) widen(days.ids, line)
    return judgement ? { ...judgement, datestamp: record.datestamp } : []
  })
}

/** What becomes of a stored paper that arXiv took back altogether: a withdrawal, once. */
export function withdraw(stored: PaperFacts | undefined): Judged[] {
  if (!stored || stored.withdrawn) return []
  const repairs = [{ paperId: stored.id, kind: 'withdrawal' as const, category: null, day: null }]
  return [{ draft: undefined, after: { ...stored, withdrawn: true }, lines: [], repairs, datestamp: null }]
}

const rank = ({ draft }: OaiRecord) => draft.version ?? Number.POSITIVE_INFINITY

function widen(days: DayOfIds[], { paperId, day, type }: AnnouncementLine): void {
  if (type !== 'new' || !isSerial(paperId)) return
  const same = days.find((one) => one.day === day)
  if (!same) days.push({ day, first: paperId, last: paperId })
  else if (paperId < same.first) same.first = paperId
  else if (paperId > same.last) same.last = paperId
}
