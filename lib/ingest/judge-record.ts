import { previousExpectedDay } from '../announcement-calendar'
import { firstAnnounced, type PaperFacts, reconcile, tellsNewVersion } from '../papers/reconcile'
import type { AnnouncementLine, PaperDraft } from '../papers/types'
import { listedUnder, type Place } from './listed-under'
import { type Days, isOverdue, judgeListingDay, listingUpTo } from './listing-day'
import type { OaiRecord } from './oai-records'

/** What was wrong here, and arXiv's own record set right. */
export type RepairKind = 'missed' | 'replacement' | 'metadata' | 'withdrawal' | 'categories'

export interface Repair {
  paperId: string
  kind: RepairKind
  /** Where a line of a listing was added: under which category, and of which day. */
  category: string | null
  day: string | null
}

/** What is stored of a paper. */
export interface Known {
  facts: PaperFacts
  /** Its lines of type `new` and `cross`. */
  lines: Pick<AnnouncementLine, 'category' | 'day'>[]
}

export interface Surroundings {
  /** The names that are read. */
  categories: readonly string[]
  /** By category, from which day on (UTC) whatever arXiv announced under it was harvested. */
  wholeSince: ReadonlyMap<string, string>
  /** By category, the days whose listing its feed told, or showed to be empty. */
  toldDays: ReadonlyMap<string, ReadonlySet<string>>
  days: Days
  now: Date
}

export interface Judgement {
  draft: PaperDraft | undefined
  after: PaperFacts
  lines: AnnouncementLine[]
  repairs: Repair[]
}

/**
 * What a record of OAI-PMH changes here: the paper as it is to be, the lines of listings that are lacking, and what of it repairs
 * something. Null: none of our categories, never met. Pure; the same again changes nothing and repairs nothing.
 *
 * A harvest of the evening is ahead of the feeds of that night: what these had no time to tell is stored and is no repair. A
 * paper from before our time (its metadata were edited, say) is stored without a line: when it was announced is not known.
 */
export function judgeRecord(
  { draft, datestamp }: OaiRecord,
  known: Known | null,
  around: Surroundings,
): Judgement | null {
  const places = listedUnder(around.categories, draft.categories)
  if (!known && places.length === 0) return null
  const lines = lackingLines({ draft, datestamp }, known, places, around)
  const facts = reconcile(known?.facts ?? null, draft, 'harvest', around.now)
  const after = { ...facts, announcedAt: firstAnnounced(facts.announcedAt, lines) }
  const repairs = repairedLines(lines, known, around)
  if (known) repairs.push(...repairedFacts({ draft, datestamp }, known.facts, after, around))
  const isMoved = known?.facts.completedAt && !sameNames(known.facts.categories, after.categories)
  if (isMoved && lines.length === 0) repairs.push(repairOf(after.id, 'categories'))
  return { draft, after, lines, repairs }
}

function lackingLines(
  record: OaiRecord,
  known: Known | null,
  places: Place[],
  around: Surroundings,
): AnnouncementLine[] {
  const { id: paperId } = record.draft
  const stood = listedUnder(around.categories, known?.facts.categories ?? [])
  const lacking = places.filter(({ category }) => !known?.lines.some((line) => line.category === category))
  const first = known?.lines.map(({ day }) => day).sort()[0]
  const isOurs = places.some(({ type }) => type === 'new')

  return lacking.flatMap(({ category, type }): AnnouncementLine | [] => {
    const stoodAs = stood.find((place) => place.category === category)?.type
    const joined = { paperId, category, day: joinedDay(record, category, around), type: 'cross' as const }
    if (!isOfOurTime(record, category, around)) return known && !stoodAs ? joined : []
    // Which category was its own, the listing of the others' day told.
    if (first) return stoodAs ? { paperId, category, day: first, type: stoodAs } : joined
    // Its id is of its first announcement, which may have been elsewhere and long before it came to us.
    if (!isOurs && !stoodAs) return joined
    return { paperId, category, day: judgeListingDay(missedOf(record), around.days, around.now), type }
  })
}

/**
 * The last listing up to the change: or the one before, when nobody was told that one and the feed of the last told its own without the
 * paper, which was cross-listed then and touched again since.
 */
function joinedDay({ datestamp }: OaiRecord, category: string, { wholeSince, toldDays, now }: Surroundings): string {
  const last = listingUpTo(datestamp, now)
  const before = previousExpectedDay(last)
  const told = toldDays.get(category)
  const wasRead = before >= (wholeSince.get(category) ?? before)
  return wasRead && told?.has(last) && !told.has(before) ? before : last
}

const missedOf = ({ draft: { id, version, submittedAt }, datestamp }: OaiRecord) => ({
  id,
  datestamp,
  isRevised: version !== 1,
  submitted: submittedAt?.toISOString().slice(0, 10) ?? null,
})

/** Announced since we are whole: by the day of its submission, or by its id when moderation held it. */
function isOfOurTime({ draft: { id, submittedAt } }: OaiRecord, category: string, around: Surroundings): boolean {
  const since = around.wholeSince.get(category)
  if (since === undefined) return false
  const submitted = submittedAt?.toISOString().slice(0, 10) ?? ''
  return submitted >= since || (isSerial(id) && around.days.ids.some(({ day, first }) => day >= since && id >= first))
}

/** Ids since 2007 (`2611.00001`) stand in the order of announcement. */
export const isSerial = (id: string) => /^\d/.test(id)

function repairedLines(lines: AnnouncementLine[], known: Known | null, { categories, now }: Surroundings): Repair[] {
  const stood = listedUnder(categories, known?.facts.categories ?? []).map(({ category }) => category)
  return lines
    .filter(({ day }) => isOverdue(day, now))
    .map(({ paperId, category, day }) => {
      const kind = known && known.lines.length > 0 && !stood.includes(category) ? 'categories' : 'missed'
      return { paperId, kind, category, day }
    })
}

function repairedFacts(record: OaiRecord, before: PaperFacts, after: PaperFacts, { now }: Surroundings): Repair[] {
  if (after.withdrawn && !before.withdrawn) return [repairOf(before.id, 'withdrawal')]
  const isDescribed = before.completedAt !== null
  if (tellsNewVersion(before, record.draft)) {
    // What the listings of tonight are still to tell is no repair.
    const isToBeListed = before.version < LAST_LISTED_VERSION && !isOverdue(listingUpTo(record.datestamp, now), now)
    return (isDescribed || before.version === 1) && !isToBeListed ? [repairOf(before.id, 'replacement')] : []
  }
  const isEdited = isDescribed && EDITED.some((name) => String(before[name]) !== String(after[name]))
  return isEdited ? [repairOf(before.id, 'metadata')] : []
}

/** Listings tell of replacements up to that version (https://info.arxiv.org/help/replace.html). */
const LAST_LISTED_VERSION = 5

const EDITED = ['titleSource', 'abstractSource', 'authors', 'comments', 'doi', 'journalRef'] as const

const repairOf = (paperId: string, kind: RepairKind): Repair => ({ paperId, kind, category: null, day: null })

const sameNames = (a: readonly string[], b: readonly string[]) => String([...a].sort()) === String([...b].sort())
