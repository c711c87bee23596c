import { addDays, easternInstant } from '@/lib/papers/announcement-day'
import type { SimulatedRequest } from './server'
import type { Stored, StoredBatch, StoredPaper } from './store'
import type { Snapshot, TrueLine, Truth } from './truth'

/** Nights after which nothing may be missing any more. */
export const REPAIR_NIGHTS = 2
export const MIN_INTERVAL_MS = 3_000

export interface Moment {
  now: Date
  /** Sweeps that arXiv and the house gave a chance, oldest first. */
  goodNights: readonly Date[]
}

/**
 * What is wrong with a store at a moment of the history, in sentences; none when all promises hold. Pure.
 *
 * Never: a line that arXiv did not announce on that day, a paper that does not exist, a day called empty that held papers. After
 * two good nights: a line that is missing, a fact that is out of date, a day that is still open or counted wrongly.
 */
export function findViolations(truth: Truth, stored: Stored, moment: Moment): string[] {
  const settledBy = settledInstant(moment)
  const settled = (line: TrueLine) => easternInstant(addDays(line.day, 1), '00:00') <= settledBy
  return [
    ...falseLines(truth, stored),
    ...missingLines(truth, stored, settled),
    ...staleFacts(truth, stored, moment.now, settledBy),
    ...truth.days
      .filter(({ day }) => easternInstant(day, '00:00') < moment.now)
      .flatMap(({ day }) =>
        truth.categories.flatMap((category) =>
          falseDay(truth, stored, { category, day, isSettled: easternInstant(addDays(day, 1), '00:00') <= settledBy }),
        ),
      ),
  ]
}

/** What happened before this instant had its two nights. */
function settledInstant({ goodNights }: Moment): Date {
  return goodNights.at(-REPAIR_NIGHTS) ?? new Date(0)
}

const keyOf = ({ paperId, category, day, type }: { paperId: string; category: string; day: string; type: string }) =>
  `${paperId} as ${type} in ${category} on ${day}`

function falseLines({ lines, snapshots }: Truth, stored: Stored): string[] {
  const announced = new Set(lines.map(keyOf))
  return [
    ...stored.lines.map(keyOf).flatMap((key) => (announced.has(key) ? [] : `listed, but arXiv did not: ${key}`)),
    ...stored.papers.flatMap(({ id }) => (snapshots.has(id) ? [] : `there is no paper ${id}`)),
  ]
}

function missingLines({ lines }: Truth, stored: Stored, isSettled: (line: TrueLine) => boolean): string[] {
  const known = new Set(stored.lines.map(keyOf))
  return lines
    .filter((line) => (line.type === 'new' || line.type === 'cross') && isSettled(line))
    .flatMap((line) => (known.has(keyOf(line)) ? [] : `lost: ${keyOf(line)}`))
}

/** Facts may be those of any time since the last two nights began. */
function staleFacts({ snapshots }: Truth, stored: Stored, now: Date, settledBy: Date): string[] {
  return stored.papers.flatMap((paper) => {
    const all = snapshots.get(paper.id) ?? []
    const first = all.findLastIndex(({ since }) => since <= settledBy)
    const current = all.slice(Math.max(first, 0)).filter(({ since }) => since <= now)
    const differences = current.map((snapshot) => differenceOf(paper, snapshot))
    const closest = differences.at(-1)
    return first < 0 || !closest || differences.includes(null) ? [] : `out of date: ${paper.id} has ${closest}`
  })
}

/** The first fact in which a stored paper differs from a record of arXiv; null: none. */
function differenceOf(paper: StoredPaper, { record, change }: Snapshot): string | null {
  const facts: [string, unknown, unknown][] = [
    ['version', paper.version, record.version],
    ['title', paper.titleSource, record.title],
    ['categories', paper.categories.join(' '), record.categories.join(' ')],
    ['comments', paper.comments, record.comments ?? null],
    ['DOI', paper.doi, record.doi ?? null],
    ['withdrawn', paper.withdrawn, /has been withdrawn/.test(record.comments ?? '')],
  ]
  const wrong = facts.find(([, ours, theirs]) => ours !== theirs)
  return wrong ? `${wrong[0]} ${String(wrong[1])} and not ${String(wrong[2])} (${change})` : null
}

interface DayOfCategory {
  category: string
  day: string
  isSettled: boolean
}

function falseDay(truth: Truth, stored: Stored, { category, day, isSettled }: DayOfCategory): string[] {
  const batch = stored.batches.find((one) => one.category === category && one.day === day)
  const lines = truth.lines.filter((line) => line.category === category && line.day === day)
  const count = (type: string) => lines.filter((line) => line.type === type).length
  const papers = count('new') + count('cross')
  const name = `${category} on ${day} is ${batch?.state ?? 'unknown'}`
  if (papers > 0 && batch && ['quiet', 'holiday'].includes(batch.state)) {
    return [`false empty day: ${name}, with ${papers} papers (${batch.reason})`]
  }
  if (lines.length === 0 && batch?.state === 'complete') return [`false listing: ${name}, without papers`]
  if (!isSettled) return []
  if (papers > 0 && batch?.state !== 'complete') return [`still open: ${name}, with ${papers} papers`]
  if (lines.length === 0 && batch && !['quiet', 'holiday'].includes(batch.state)) return [`still open: ${name}`]
  return miscounted(batch, count('new'), count('cross')).map((text) => `${name}: ${text}`)
}

function miscounted(batch: StoredBatch | undefined, fresh: number, cross: number): string[] {
  const isRight = (batch?.confirmedNew ?? fresh) === fresh && (batch?.confirmedCross ?? cross) === cross
  return isRight
    ? []
    : [`counted ${batch?.confirmedNew} new and ${batch?.confirmedCross} cross, not ${fresh} and ${cross}`]
}

/** Requests that came too soon after the end of the one before. */
export function findHaste(requests: readonly SimulatedRequest[]): string[] {
  return requests.flatMap((request, index) => {
    const before = requests[index - 1]
    const gapMs = before ? request.at.getTime() - before.endedAt.getTime() : MIN_INTERVAL_MS
    return gapMs >= MIN_INTERVAL_MS
      ? []
      : `${gapMs} ms between two requests, at ${request.at.toISOString()} ${request.url}`
  })
}
