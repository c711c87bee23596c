import { lookUpDay, oaiInstant } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import type { Batch, Look, LookFacts } from './batch-facts'
import { cutOff, lookAgain } from './look-again'

/** At so many looks a feed has to be of the day and empty, to be believed. */
const EMPTY_LOOKS = 3
/** The most that a feed of arXiv holds (https://info.arxiv.org/help/rss_specifications.html). */
const FEED_LIMIT = 2_000

/**
 * What is known of a day after one more look. Pure and total.
 *
 * Entries decide, never a date or a count alone: whatever was thought before, a look that finds papers makes the day
 * complete, and no look takes that back. "No papers" is said only of a day that the calendar defers or whose feed stays empty
 * while another category of the same day has papers, and is looked at again for the rest of the day.
 */
export function judgeLook(before: Batch, look: Look, facts: LookFacts): Batch {
  const looked: Batch = {
    ...before,
    looks: before.looks + 1,
    emptyLooks: before.emptyLooks + (look.outcome === 'empty' && look.builtOn === facts.day ? 1 : 0),
    firstLookAt: before.firstLookAt ?? facts.at,
    lastLookAt: facts.at,
  }
  const known = look.outcome === 'listing' ? withListing(looked, look, facts) : withoutListing(looked, look, facts)
  return { ...known, nextLookAt: lookAgain(known, look, facts.day, facts.at) }
}

/** What is known of a day whose feed is gone and that nobody looked at again. Pure. */
export function judgeEnd(before: Batch): Batch {
  const closed = { ...before, nextLookAt: null }
  if (before.state !== 'waiting') return closed
  const reason =
    before.looks === 0
      ? 'Nobody looked while the feed was of this day; the nightly sweep brings what it held.'
      : `${before.reason} Nobody looked again before the feed moved on; the nightly sweep brings what it held.`
  return { ...closed, state: 'failed', reason }
}

/** What the nightly sweep counts at arXiv for a day and category. */
export interface Count {
  papers: number
  /** When it was counted. */
  at: Date
}

/** What is known of a day after the nightly sweep counted it. None is believed only a night later, since arXiv may be late. Pure. */
export function judgeCount(before: Batch, { papers, at }: Count, day: string): Batch {
  if (before.state === 'waiting' || before.state === 'complete') return before
  if (papers > 0) {
    const reason = `The feed did not show it; the nightly sweep brought ${papers === 1 ? 'one paper' : `${papers} papers`}.`
    return { ...before, state: 'complete', source: 'oai', completedAt: at, reason }
  }
  const isProof = (before.state === 'late' || before.state === 'failed') && at >= oaiInstant(addDays(day, 1))
  if (!isProof) return before
  const calendar = lookUpDay(day)
  return calendar.status === 'deferred'
    ? { ...before, state: 'holiday', reason: calendar.reason, nextLookAt: null }
    : {
        ...before,
        state: 'quiet',
        reason: 'The nightly sweep counts nothing new and no cross-lists of this day.',
        nextLookAt: null,
      }
}

/** How many entries of a listing are new, cross-listed and replaced, from their keys. */
export function countEntries(entries: readonly string[]) {
  const ending = (...types: string[]) => entries.filter((key) => types.includes(key.slice(key.indexOf(':') + 1))).length
  return { new: ending('new'), cross: ending('cross'), replaced: ending('replace', 'replace-cross') }
}

function withListing(before: Batch, look: Extract<Look, { outcome: 'listing' }>, { at }: LookFacts): Batch {
  const entries = [...new Set([...before.entries, ...look.entries])]
  const hasGrown = entries.length > before.entries.length
  return {
    ...before,
    state: 'complete',
    source: 'feed',
    entries,
    reason: toldBy(entries, look.rejected),
    completedAt: hasGrown ? at : (before.completedAt ?? at),
  }
}

function withoutListing(before: Batch, look: Exclude<Look, { outcome: 'listing' }>, facts: LookFacts): Batch {
  const { state } = before
  if (state === 'complete' || state === 'quiet' || state === 'holiday') return before
  const calendar = lookUpDay(facts.day)
  const isPastCutOff = facts.at >= cutOff(facts.day) || state !== 'waiting'
  if (look.outcome === 'trouble') return { ...before, state: isPastCutOff ? 'failed' : 'waiting', reason: look.reason }
  if (look.outcome === 'empty') {
    if (calendar.status === 'deferred' && (calendar.certainty === 'published' || isPastCutOff)) {
      return { ...before, state: 'holiday', reason: calendar.reason }
    }
    if (facts.restsAfter && isPastCutOff) return { ...before, state: 'holiday', reason: facts.restsAfter }
    if (isShownQuiet(before, facts)) {
      return {
        ...before,
        state: 'quiet',
        reason: 'The feed stays empty while other categories have papers of this day.',
      }
    }
  }
  return { ...before, state: isPastCutOff ? 'late' : 'waiting', reason: stillMissing(look, facts.day) }
}

const isShownQuiet = ({ emptyLooks }: Batch, { siblingSince, at }: LookFacts) =>
  emptyLooks >= EMPTY_LOOKS && siblingSince !== null && siblingSince < at

function stillMissing(look: Extract<Look, { outcome: 'known' | 'empty' }>, day: string): string {
  if (look.outcome === 'known') return `The feed still shows the listing of ${look.of ?? 'an earlier day'}.`
  return look.builtOn === day
    ? 'The feed is of this day and still empty.'
    : 'The feed is empty and not of this day yet.'
}

function toldBy(entries: readonly string[], rejected: number): string {
  const { new: fresh, cross, replaced } = countEntries(entries)
  return [
    `The feed listed ${fresh} new, ${cross} cross-listed and ${replaced} replaced.`,
    ...(rejected > 0 ? [`It held ${rejected} more that could not be used.`] : []),
    ...(entries.length >= FEED_LIMIT ? ['It ends there, as feeds do; the nightly sweep brings the rest.'] : []),
  ].join(' ')
}
