import { announcementInstant } from '../announcement-day'
import type { AnnouncementLine, PaperDraft } from './types'

/** What the store keeps of a paper, but its texts as they are shown. */
export interface PaperFacts extends Omit<PaperDraft, 'version' | 'withdrawn' | 'earlier'> {
  version: number
  withdrawn: boolean
  announcedAt: Date | null
  firstSeenAt: Date
  completedAt: Date | null
  sample: boolean
}

/**
 * How far a source can be trusted: the bundled sample, a listing (no dates, no comments), a record of the query API (everything,
 * some hours late), a harvest of OAI-PMH (everything at once, but days for instants, and no version after the first).
 */
export type SourceKind = 'sample' | 'listing' | 'record' | 'harvest'

/**
 * A paper as it is to be kept, from what is stored and what a source tells. Pure; the same again changes nothing.
 *
 * A fact is never replaced by null, and a version never by an older one; but the first record of a version tells its comments and
 * its date alone, for those of the version before are not its own. For a version that a record described, a listing only fills
 * gaps: it writes authors and categories more loosely. A new version is to be completed anew. What is behind the stored paper
 * (`isBehind`) tells nothing.
 */
export function reconcile(stored: PaperFacts | null, draft: PaperDraft, kind: SourceKind, now: Date): PaperFacts {
  const toldNow = kind === 'record' ? now : null
  if (!stored) {
    const { version, withdrawn, earlier: _, ...told } = draft
    const found = { announcedAt: null, firstSeenAt: now, completedAt: toldNow, sample: kind === 'sample' }
    return { ...told, ...found, version: version ?? 1, withdrawn: withdrawn ?? false }
  }
  if (kind === 'sample') return stored

  const version = draft.version ?? stored.version
  const met = { ...stored, sample: false, submittedAt: stored.submittedAt ?? draft.submittedAt }
  if (version < stored.version || isBehind(draft, stored)) return met
  if (kind === 'harvest') return { ...met, ...harvested(stored, draft) }
  const isKnownBetter = kind === 'listing' && version === stored.version && stored.completedAt !== null
  if (isKnownBetter) {
    // A cross-list adds a category without a new version; what the record said stays first.
    const categories = [...new Set([...stored.categories, ...draft.categories])]
    return { ...met, ...factsOf(draft, stored, 'fill'), categories }
  }

  const isFirstRecord = kind === 'record' && draft.version !== null && (version > stored.version || !stored.completedAt)
  const { comments, updatedAt } = draft
  return {
    ...met,
    ...factsOf(draft, stored, 'replace'),
    ...(isFirstRecord && { comments, updatedAt }),
    version,
    titleSource: draft.titleSource,
    abstractSource: draft.abstractSource,
    authors: draft.authors,
    categories: draft.categories,
    submittedAt: draft.submittedAt ?? stored.submittedAt,
    withdrawn: draft.withdrawn ?? stored.withdrawn,
    completedAt: version > stored.version ? toldNow : (stored.completedAt ?? toldNow),
  }
}

/**
 * Whether a harvest tells of a version that is not stored yet. It does not say which: the query API is asked again, until it knows
 * of a change on that day or later.
 */
export function tellsNewVersion(stored: PaperFacts, draft: PaperDraft): boolean {
  if (draft.version !== null) return draft.version > stored.version
  if (stored.version === 1 && stored.completedAt !== null) return true
  const [known, told] = [dayOf(stored.updatedAt ?? stored.submittedAt), dayOf(draft.updatedAt)]
  return known !== null && told !== null && told > known
}

/** Of a later version than the first, another text on the same day may be another version or an edit: the query API is asked. */
const mayBeNewVersion = (stored: PaperFacts, draft: PaperDraft) => draft.version === null && wordsDiffer(stored, draft)

const wordsDiffer = (stored: PaperFacts, draft: PaperDraft) =>
  stored.titleSource !== draft.titleSource ||
  stored.abstractSource !== draft.abstractSource ||
  stored.comments !== (draft.comments ?? stored.comments)

function harvested(stored: PaperFacts, draft: PaperDraft): Partial<PaperFacts> {
  return {
    ...factsOf(draft, stored, 'replace'),
    titleSource: draft.titleSource,
    abstractSource: draft.abstractSource,
    authors: draft.authors,
    categories: draft.categories,
    withdrawn: draft.withdrawn ?? stored.withdrawn,
    // An instant that is known is better than its day.
    updatedAt: sameDay(stored.updatedAt, draft.updatedAt) ? stored.updatedAt : (draft.updatedAt ?? stored.updatedAt),
    completedAt: tellsNewVersion(stored, draft) || mayBeNewVersion(stored, draft) ? null : stored.completedAt,
  }
}

/**
 * Whether a source that names the stored version describes an older state than is stored: a harvest told of a later change. By the
 * day, since a harvest knows no more of it; or by the words, when the query API described this very version before and was asked
 * again because a harvest then told others: it is some hours late, and is asked until it tells what the harvest did, or of a later version.
 */
export function isBehind(draft: PaperDraft, stored: PaperFacts): boolean {
  if ((draft.version ?? stored.version) !== stored.version) return false
  const [known, told] = [dayOf(stored.updatedAt), dayOf(draft.updatedAt ?? draft.submittedAt)]
  if (known !== null && told !== null && told < known) return true
  const isAskedAgain = draft.version !== null && stored.completedAt === null && !stored.sample
  return isAskedAgain && isSameInstant(draft, stored) && wordsDiffer(stored, draft)
}

const isSameInstant = (some: Pick<PaperDraft, 'updatedAt' | 'submittedAt'>, other: typeof some): boolean => {
  const [a, b] = [some, other].map(({ updatedAt, submittedAt }) => (updatedAt ?? submittedAt)?.getTime())
  return a !== undefined && a === b
}

const dayOf = (instant: Date | null) => instant?.toISOString().slice(0, 10) ?? null
const sameDay = (a: Date | null, b: Date | null) => dayOf(a) === dayOf(b)

/**
 * When a paper was first announced, as far as its lines tell: replacements tell nothing, since they come later.
 * @returns the earlier of what was known and what the lines say
 */
export function firstAnnounced(known: Date | null, lines: readonly AnnouncementLine[]): Date | null {
  const first = lines
    .filter(({ type }) => type === 'new' || type === 'cross')
    .map(({ day }) => announcementInstant(day))
    .concat(known ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0]
  return first ?? null
}

const OPTIONAL = ['comments', 'doi', 'journalRef', 'license', 'updatedAt'] as const

function factsOf(
  draft: PaperDraft,
  stored: PaperFacts,
  how: 'fill' | 'replace',
): Pick<PaperFacts, (typeof OPTIONAL)[number]> {
  const [first, second] = how === 'fill' ? [stored, draft] : [draft, stored]
  return {
    comments: first.comments ?? second.comments,
    doi: first.doi ?? second.doi,
    journalRef: first.journalRef ?? second.journalRef,
    license: first.license ?? second.license,
    updatedAt: first.updatedAt ?? second.updatedAt,
  }
}
