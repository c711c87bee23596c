import { addDays, announcementInstant, easternInstant } from '@/lib/announcement-day'
import type { ArxivRecord } from '../arxiv-record'
import { listingKey, type SimulatedRequest } from './arxiv'
import { datestampOf } from './oai'
import type { Stored, StoredBatch, StoredPaper } from './store'
import type { Snapshot, TrueLine, Truth } from './truth'

/** Nights after which nothing may be missing any more. */
export const REPAIR_NIGHTS = 2
export const MIN_INTERVAL_MS = 3_000

export interface Moment {
  now: Date
  /** Sweeps that arXiv and the house gave a chance, oldest first. */
  goodNights: readonly Date[]
  /** Feeds that the house got whole (`listingKey`). */
  told: ReadonlySet<string>
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
  const known = new Set(truth.lines.filter((line) => !isUnknowable(line, truth, stored, moment.told)))
  const linesOf = grouped(truth.lines)
  const batchOf = new Map(stored.batches.map((batch) => [listingKey(batch.category, batch.day), batch]))
  return [
    ...falseLines(truth, stored),
    ...missingLines(known, stored, settled),
    ...staleFacts(truth, stored, moment.now, settledBy),
    ...truth.days
      .filter(({ day }) => easternInstant(day, '00:00') < moment.now)
      .flatMap(({ day }) =>
        truth.categories.flatMap((category) =>
          falseDay({
            name: `${category} on ${day}`,
            lines: linesOf.get(listingKey(category, day)) ?? [],
            known,
            batch: batchOf.get(listingKey(category, day)),
            isSettled: easternInstant(addDays(day, 1), '00:00') <= settledBy,
            isProven: () => hasSign(truth, day, settledBy) && !isBlurred(truth, stored, category, day),
          }),
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

/**
 * A cross-list of a paper from before our time that nobody here had met, on a day whose feed never came whole: its record in OAI-PMH is
 * like one that was edited, and no door tells which it was (docs/decisions/0013-nightly-sweep.md). The paper itself has to be here.
 */
function isUnknowable(line: TrueLine, { days, snapshots }: Truth, stored: Stored, told: ReadonlySet<string>): boolean {
  if (line.type !== 'cross' || told.has(listingKey(line.category, line.day))) return false
  const paper = stored.papers.find(({ id }) => id === line.paperId)
  const submitted = snapshots.get(line.paperId)?.[0]?.record.submittedAt ?? ''
  return submitted < (days[0]?.day ?? '') && paper !== undefined && paper.firstSeenAt >= announcementInstant(line.day)
}

function grouped(lines: readonly TrueLine[]): Map<string, TrueLine[]> {
  const groups = new Map<string, TrueLine[]>()
  for (const line of lines) {
    const key = listingKey(line.category, line.day)
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return groups
}

function missingLines(lines: Iterable<TrueLine>, stored: Stored, isSettled: (line: TrueLine) => boolean): string[] {
  const known = new Set(stored.lines.map(keyOf))
  return [...lines]
    .filter((line) => (line.type === 'new' || line.type === 'cross') && isSettled(line))
    .flatMap((line) => (known.has(keyOf(line)) ? [] : `lost: ${keyOf(line)}`))
}

/**
 * Each fact may be of any time since the last two nights began: the doors tell of a change at different times, and of the number of
 * a late version the query API alone. A paper of elsewhere has its two nights from when it came to us.
 */
function staleFacts({ snapshots, categories: read }: Truth, stored: Stored, now: Date, settledBy: Date): string[] {
  return stored.papers.flatMap((paper) => {
    const all = snapshots.get(paper.id) ?? []
    const came = all.find(({ record }) => record.categories.some((category) => read.includes(category)))
    if (!came || came.since > settledBy) return []
    return FACTS.flatMap(({ name, ours, theirs }) => {
      const toldBy = ({ since, inApiSince }: Snapshot) =>
        name === 'version' && inApiSince > since ? inApiSince : since
      const first = all.findLastIndex((one) => toldBy(one) <= settledBy)
      const allowed = all.slice(Math.max(first, 0)).filter(({ since }) => since <= now)
      if (first < 0 || allowed.some(({ record, change }) => theirs(record, change) === ours(paper))) return []
      const [newest] = allowed.slice(-1).map(({ record, change }) => `${theirs(record, change)} (${change})`)
      return `out of date: ${paper.id} has ${name} ${ours(paper)} and not ${newest}`
    })
  })
}

interface Fact {
  name: string
  ours: (paper: StoredPaper) => string
  theirs: (record: ArxivRecord, change: Snapshot['change']) => string
}

const FACTS: Fact[] = [
  { name: 'version', ours: ({ version }) => String(version), theirs: ({ version }) => String(version) },
  { name: 'title', ours: ({ titleSource }) => titleSource, theirs: ({ title }) => title },
  { name: 'categories', ours: ({ categories }) => String(categories), theirs: ({ categories }) => String(categories) },
  { name: 'comments', ours: ({ comments }) => comments ?? '', theirs: ({ comments }) => comments ?? '' },
  { name: 'DOI', ours: ({ doi }) => doi ?? '', theirs: ({ doi }) => doi ?? '' },
  {
    name: 'withdrawn',
    ours: ({ withdrawn }) => String(withdrawn),
    theirs: ({ comments }, change) => String(change === 'deleted' || /has been withdrawn/.test(comments ?? '')),
  },
]

/** That a day was empty shows when arXiv tells of that day or a later one: a list that stands still tells of none. */
const hasSign = ({ snapshots, categories }: Truth, day: string, by: Date) =>
  [...snapshots.values()].some((all) =>
    all.some(
      ({ since, record }) =>
        since <= by &&
        since.toISOString().slice(0, 10) >= day &&
        record.categories.some((category) => categories.includes(category)),
    ),
  )

/**
 * A paper that was first met by a change of that day and that no listing brought into the category: who knows whether it came then. A
 * replacement that is listed later does not tell either.
 */
const isBlurred = ({ snapshots }: Truth, stored: Stored, category: string, day: string) =>
  stored.papers.some(
    ({ id, firstSeenAt }) =>
      firstSeenAt >= announcementInstant(day) &&
      !stored.lines.some(
        (line) => line.paperId === id && line.category === category && (line.type === 'new' || line.type === 'cross'),
      ) &&
      snapshots.get(id)?.some((one) => datestampOf(one) === day && one.record.categories.includes(category)),
  )

interface DayOfCategory {
  name: string
  lines: readonly TrueLine[]
  /** Those lines that some door told. */
  known: ReadonlySet<TrueLine>
  batch: StoredBatch | undefined
  /** It had its two nights. */
  isSettled: boolean
  /** If nothing was listed: whether that shows. */
  isProven: () => boolean
}

function falseDay({ name: day, lines, known, batch, isSettled, isProven }: DayOfCategory): string[] {
  const count = (type: string) => lines.filter((line) => line.type === type).length
  const papers = count('new') + count('cross')
  const unknown = lines.filter((line) => !known.has(line)).length
  const name = `${day} is ${batch?.state ?? 'unknown'}`
  const isCalledEmpty = batch?.state === 'quiet' || batch?.state === 'holiday'
  if (papers > 0 && isCalledEmpty) return [`false empty day: ${name}, with ${papers} papers (${batch.reason})`]
  if (lines.length === 0 && batch?.state === 'complete') return [`false listing: ${name}, without papers`]
  if (!isSettled) return []
  if (papers > unknown && batch?.state !== 'complete') return [`still open: ${name}, with ${papers} papers`]
  if (lines.length === 0 && batch && !isCalledEmpty && isProven()) return [`still open: ${name}`]
  return miscounted(batch, count('new'), [count('cross') - unknown, count('cross')]).map((text) => `${name}: ${text}`)
}

/** @param cross at least, and at most */
function miscounted(batch: StoredBatch | undefined, fresh: number, [least, most]: readonly [number, number]): string[] {
  const { confirmedNew, confirmedCross } = batch ?? {}
  const isRight =
    (confirmedNew ?? fresh) === fresh && (confirmedCross ?? least) >= least && (confirmedCross ?? most) <= most
  return isRight ? [] : [`counted ${confirmedNew} new and ${confirmedCross} cross, not ${fresh} and ${least}`]
}

/** The shortest time from the end of a request to the next one; endless where there are none. */
export const minGapMs = (requests: readonly SimulatedRequest[]) =>
  requests.reduce((least, _, index) => Math.min(least, gapBefore(requests, index) ?? least), Number.MAX_SAFE_INTEGER)

function gapBefore(requests: readonly SimulatedRequest[], index: number): number | null {
  const [before, request] = [requests[index - 1], requests[index]]
  return before && request ? request.at.getTime() - before.endedAt.getTime() : null
}

/** Requests that came too soon after the end of the one before. */
export function findHaste(requests: readonly SimulatedRequest[]): string[] {
  return requests.flatMap((request, index) => {
    const gapMs = gapBefore(requests, index) ?? MIN_INTERVAL_MS
    return gapMs >= MIN_INTERVAL_MS
      ? []
      : `${gapMs} ms between two requests, at ${request.at.toISOString()} ${request.url}`
  })
}
