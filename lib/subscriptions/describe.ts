import { lookUpDay } from '../announcement-calendar'
import { addDays, announcementInstant } from '../announcement-day'
import { dayInWords } from '../views/calendar'
import { type Coverage, coverageOf, listingDays } from './coverage'
import { type ListAddress, listTitle, parseListAddress } from './list-address'
import { nextSlot, type Schedule, slotInWords } from './slots'

/** The list that a stored subscription names. */
export function listOf(address: string): ListAddress {
  const list = parseListAddress(address)
  if (!list) throw new Error(`no list lives at ${address}`)
  return list
}

/** What a list is called on pages and in digests that its reader asked for. */
export const titleOf = (address: string): string => listTitle(listOf(address))

/** The same for mails to somebody who may not have asked: a search and a name may be any words that a stranger wants sent. */
export function publicTitle(address: string): string {
  const list = listOf(address)
  if (list.view.kind === 'search') return 'New papers of a search'
  if (list.view.kind === 'author') return 'New papers of an author'
  return listTitle(list)
}

/** The next mail that a schedule brings. */
export interface NextMail {
  at: Date
  /** `Tue 24 Nov, 08:00 Europe/Berlin`. */
  when: string
  /** `what arXiv announces on Mon evening`. */
  brings: string
  /** Both: `Tue 24 Nov, 08:00 Europe/Berlin, with what arXiv announces on Mon evening`. */
  words: string
}

/** No break of arXiv is longer than this many slots. */
const MOST_QUIET_SLOTS = 31

/**
 * When the next mail of a subscription comes, and which announcement it will cover. Slots before which arXiv announces
 * nothing are passed over: no mail comes then.
 * @param nextDueAt the slot that the subscription waits for; null: the next one after `now`
 */
export function nextMail(
  {
    view,
    nextDueAt,
    lookback,
    ...schedule
  }: Schedule & { view: string; nextDueAt: Date | null; lookback?: string | null },
  now: Date,
): NextMail {
  const list = listOf(view)
  const first = nextDueAt ?? nextSlot(schedule, now)
  const coverageAt = (slot: Date) =>
    coverageOf(list, slot === first ? { ...schedule, rhythm: lookback ?? schedule.rhythm } : schedule, slot)
  let at = first
  for (let passed = 0; passed < MOST_QUIET_SLOTS && isQuiet(coverageAt(at)); passed++) at = nextSlot(schedule, at)
  const coverage = coverageAt(at)
  const when = at <= now ? `Now, as soon as arXiv’s listing is complete` : slotInWords(at, schedule.zone)
  const brings = coverageInWords(coverage, now)
  return { at, when, brings, words: `${when}, with ${brings}` }
}

/** What an issue is made of, as a sentence goes on after “with”. */
function coverageInWords(coverage: Coverage, now: Date): string {
  if (coverage.kind === 'whole') return 'what stands at the top of the list by then and you were not sent before'
  if (coverage.kind === 'recent') return 'what is new in the list by then'
  const days = listingDays(coverage)
  const [first, last] = [days[0] ?? coverage.through, days.at(-1) ?? coverage.through]
  const verb = announcementInstant(last) <= now ? 'announced' : 'announces'
  if (days.length <= 1) return `what arXiv ${verb} on ${eveningOf(last, 'weekday')}`
  return `what arXiv ${verb} from ${eveningOf(first, 'date')} to ${eveningOf(last, 'date')}`
}

/** Why a slot brings nothing, in a sentence, by arXiv's calendar; null: something is announced before it. */
export function quietReason(coverage: Coverage): string | null {
  if (!isQuiet(coverage)) return null
  const day = lookUpDay(addDays(coverage.through, 1))
  return day.status === 'expected' ? 'arXiv announced nothing since the digest before.' : day.reason
}

const isQuiet = (coverage: Coverage): coverage is Extract<Coverage, { kind: 'listings' }> =>
  coverage.kind === 'listings' && listingDays(coverage).length === 0

/** A listing is announced on the evening before the day that it carries. */
function eveningOf(day: string, style: 'weekday' | 'date'): string {
  const evening = addDays(day, -1)
  const weekday = new Date(evening).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' })
  return style === 'weekday'
    ? `${weekday} evening`
    : `${weekday} ${dayInWords(evening, 'short').replace(/ \d{4}$/, '')}`
}
