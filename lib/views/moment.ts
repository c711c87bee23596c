import { z } from 'zod'
import { InputError } from '../errors'
import type { View } from './view'

const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
/** Lists that can be told of the past. */
const OF_THE_PAST: readonly View['kind'][] = ['trending', 'day', 'week', 'month', 'newest', 'category', 'author']
/** arXiv is no older. */
const FIRST = new Date('1991-01-01T00:00:00Z')

/**
 * The instant of `?at=`, as of which a list is asked for; null: as it is now.
 * @throws InputError for what is no instant, or is still to come, or with what cannot be told of the past
 */
export function parseMoment(view: View, search: URLSearchParams, now: Date): Date | null {
  const given = search.get('at')
  if (given === null) return null
  const { data: instant } = Instant.safeParse(given)
  if (!instant || instant < FIRST || instant > now)
    throw new InputError('“at” takes an instant that has been, such as 2026-11-20T12:00:00Z.')
  const other = ['fair', 'min_votes', 'unseen'].find((name) => search.has(name))
  if (other !== undefined) throw new InputError(`“at” goes with any list, but not with “${other}”.`)
  if (!OF_THE_PAST.includes(view.kind))
    throw new InputError('“at” goes with trending, days, weeks, months, the newest, categories and authors.')
  return instant
}

/** `Friday, 20 November 2026 at 12:00 UTC`. */
export const momentInWords = (instant: Date): string =>
  `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' }).format(instant)} UTC`
