import { Temporal } from 'temporal-polyfill'

/** arXiv lives by this zone: its listings, its feeds and its days. */
const ARXIV_ZONE = 'America/New_York'

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
export function announcementInstant(day: string): Date {
  const evening = Temporal.PlainDate.from(day).subtract({ days: 1 })
  return new Date(evening.toZonedDateTime({ timeZone: ARXIV_ZONE, plainTime: '20:00' }).epochMilliseconds)
}
