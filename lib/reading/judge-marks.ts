import type { ReaderMarks, ReaderVisit } from './reader-marks'

/*
 * What pages ask about their reader, by names that hold all that is needed to judge them, so that a page is made once for everybody:
 *   vote, save, dismiss   2406.01234
 *   vote-comment          the identifier of a comment
 *   wrote                 the name of its author
 *   named                 nothing behind it
 *   moderates             nothing behind it
 *   new                   1763841600@/papers/new               an arrival, and the view that shows it
 *   came                  Thursday,1763841600@/papers/new      when its reader came last (today, yesterday, a weekday, earlier; UTC), if
 *                         the newest arrival of the page is news to them
 *   fresh                 1763841600x12,1763755200x38@/papers/new   how many entries of a page arrived when
 *   curates               nothing behind it
 *   hides, hidden         ,2406.01234,2406.01235               the entries of a page
 */

/** Whether a mark of one kind holds. Whatever the name is, it answers. @param name without its kind */
export type JudgeMark = (name: string, of: ReaderMarks, now: Date) => boolean

/** A number of one kind; null when there is none to tell. @param name without its kind */
export type CountMarks = (name: string, of: ReaderMarks) => number | null

/** Seconds since 1970. */
const ARRIVAL = /^\d{1,10}$/

/** Each kind of mark. */
export const MARKS: Readonly<Record<string, JudgeMark>> = {
  vote: (id, { votes }) => votes.has(id),
  save: (id, { saved }) => saved.has(id),
  dismiss: (id, { dismissed }) => dismissed.has(id),
  'vote-comment': (id, { comments }) => comments.has(id),
  wrote: (author, { name }) => name !== null && author === name,
  named: (_, { name }) => name !== null,
  moderates: (_, { isModerator, mayBeAdmin }) => isModerator || mayBeAdmin,
  new: (name, of) => {
    const visit = visitOf(name, of)
    return visit !== undefined && isNews(beforeAt(name), visit)
  },
  came: (name, of, now) => {
    const visit = visitOf(name, of)
    if (!visit) return false
    const [day, newest = ''] = beforeAt(name).split(',')
    return isNews(newest, visit) && day === dayOf(visit.visitedAt, now)
  },
  curates: (_, { isCurator, mayBeAdmin }) => isCurator || mayBeAdmin,
  hides: (list, of) => (countDismissed(list, of) ?? 0) > 0,
}

/** Each kind of number that follows from what a reader did. */
export const COUNTS: Readonly<Record<string, CountMarks>> = {
  fresh: (name, of) => {
    const visit = visitOf(name, of)
    return visit ? countFresh(beforeAt(name), visit) : null
  },
  hidden: countDismissed,
}

const isNews = (arrival: string, { seenUntil }: ReaderVisit): boolean =>
  ARRIVAL.test(arrival) && Number(arrival) > seenUntil

function countFresh(arrivals: string, { seenUntil }: ReaderVisit): number {
  let fresh = 0
  for (const part of arrivals.split(',')) {
    const [seconds, count] = part.split('x')
    if (Number(seconds) > seenUntil) fresh += Number(count) || 0
  }
  return fresh
}

function countDismissed(list: string, { dismissed }: ReaderMarks): number | null {
  if (!list.startsWith(',')) return null
  return dismissed.size === 0 ? 0 : list.split(',').filter((id) => dismissed.has(id)).length
}

const beforeAt = (name: string): string => name.slice(0, Math.max(0, name.indexOf('@')))

/** Without a visit nothing is new: everything would be. */
const visitOf = (name: string, { visits }: ReaderMarks): ReaderVisit | undefined =>
  visits.size === 0 ? undefined : visits.get(name.slice(name.indexOf('@') + 1))

const DAY_MS = 24 * 3_600_000
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** The day of a visit as the line above a list tells it, in UTC. */
function dayOf(visitedAt: Date, now: Date): string {
  if (now.getTime() - visitedAt.getTime() > 6 * DAY_MS) return 'earlier'
  const daysAgo = Math.floor(now.getTime() / DAY_MS) - Math.floor(visitedAt.getTime() / DAY_MS)
  if (daysAgo <= 0) return 'today'
  return daysAgo === 1 ? 'yesterday' : (WEEKDAYS[visitedAt.getUTCDay()] ?? '')
}
