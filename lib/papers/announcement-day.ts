import { Temporal } from 'temporal-polyfill'

/** arXiv lives by this zone: its listings, its feeds and its days. */
export const ARXIV_ZONE = 'America/New_York'

/** The calendar date at arXiv, as 2026-11-20, on which an instant falls. */
export function easternDay(instant: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(ARXIV_ZONE)
    .toPlainDate()
    .toString()
}

/**
 * When the papers of a listing became public: at 20:00 US Eastern on the evening before the day that the listing carries
 * (https://info.arxiv.org/help/availability.html).
 * @param day as 2026-11-20
 */
export const announcementInstant = (day: string): Date => easternInstant(addDays(day, -1), '20:00')

/** The instant at which clocks at arXiv show that time (as 20:00) on that day. */
export function easternInstant(day: string, time: string): Date {
  const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ARXIV_ZONE, plainTime: time })
  return new Date(local.epochMilliseconds)
}

/** The day so many days later; fewer than none: earlier. */
export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()
