import { Temporal } from 'temporal-polyfill'
import { remembered } from './remembered'

/** arXiv lives by this zone: its listings, its feeds and its days. */
export const ARXIV_ZONE = 'America/New_York'

/** Days and instants that are asked for again and again while a page of records is judged. */
const KEPT_DAYS = 2000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const [SUNDAY, SATURDAY] = [0, 6]

/** The calendar date at arXiv, as 2026-11-20, on which an instant falls. */
export const easternDay = (instant: Date): string => dayOfHour(String(Math.floor(instant.getTime() / HOUR_MS)))

/** No hour of UTC, as long as there is an arXiv, belongs to two of its days. */
const dayOfHour = remembered(KEPT_DAYS, (hours) =>
  Temporal.Instant.fromEpochMilliseconds(Number(hours) * HOUR_MS)
    .toZonedDateTimeISO(ARXIV_ZONE)
    .toPlainDate()
    .toString(),
)

/**
 * When the papers of a listing became public: at 20:00 US Eastern on the evening before the day that the listing carries
 * (https://info.arxiv.org/help/availability.html).
 * @param day as 2026-11-20
 */
export const announcementInstant = (day: string): Date => easternInstant(addDays(day, -1), '20:00')

/** The instant at which clocks at arXiv show that time (as 20:00) on that day. */
export const easternInstant = (day: string, time: string): Date => new Date(millisecondsAt(`${day}T${time}`))

const millisecondsAt = remembered(
  KEPT_DAYS,
  (local) => Temporal.PlainDateTime.from(local).toZonedDateTime(ARXIV_ZONE).epochMilliseconds,
)

/** The day so many days later; fewer than none: earlier. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Whether a day is a Saturday or a Sunday. */
export const isWeekend = (day: string): boolean => [SUNDAY, SATURDAY].includes(new Date(`${day}T00:00Z`).getUTCDay())
