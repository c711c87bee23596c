/** In the order of a week; how a rhythm names them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** On which days of a zone's calendar a digest comes. */
export type Rhythm =
  | { kind: 'daily' }
  /** One or more, in the order of the week, and not all of them: one day is what a form calls weekly. */
  | { kind: 'weekdays'; days: readonly Weekday[] }
  /** On the first. */
  | { kind: 'monthly' }

const NAMES: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}
const WORKDAYS = 'mon,tue,wed,thu,fri'

/**
 * A rhythm as it is stored: `daily`, `monthly`, or weekdays with commas between them. Days in any order, twice or in any case
 * are taken; all seven are `daily`. Null for anything else.
 */
export function parseRhythm(text: string): Rhythm | null {
  const spelled = text.trim().toLowerCase()
  if (spelled === 'daily' || spelled === 'monthly') return { kind: spelled }
  const named = spelled.split(',').map((day) => day.trim())
  const days = WEEKDAYS.filter((day) => named.includes(day))
  if (!named.every((day) => (days as readonly string[]).includes(day))) return null
  return days.length === WEEKDAYS.length ? { kind: 'daily' } : { kind: 'weekdays', days }
}

/** The one spelling of a rhythm; `parseRhythm` of it gives the rhythm back. */
export const rhythmText = (rhythm: Rhythm): string => (rhythm.kind === 'weekdays' ? rhythm.days.join(',') : rhythm.kind)

/** The rhythm that a stored row names. @throws Error for a text that no form can have stored */
export function rhythmOf(text: string): Rhythm {
  const rhythm = parseRhythm(text)
  if (!rhythm) throw new Error(`“${text}” is no rhythm`)
  return rhythm
}

/** How a sentence goes on after “it comes”: `every day`, `on Mondays`, `on Mon, Wed and Fri`. */
export function rhythmInWords(rhythm: Rhythm): string {
  if (rhythm.kind === 'daily') return 'every day'
  if (rhythm.kind === 'monthly') return 'on the first of each month'
  const { days } = rhythm
  if (days.join(',') === WORKDAYS) return 'from Monday to Friday'
  const [only] = days
  if (days.length === 1 && only) return `on ${NAMES[only]}s`
  const short = days.map((day) => NAMES[day].slice(0, 3))
  return `on ${short.slice(0, -1).join(', ')} and ${short.at(-1)}`
}

/** Whether at most one mail a week comes, or even fewer: such a mail is worth sending for longer. */
export const isSeldom = (rhythm: Rhythm): boolean =>
  rhythm.kind === 'monthly' || (rhythm.kind === 'weekdays' && rhythm.days.length === 1)
