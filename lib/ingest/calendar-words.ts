import { Temporal } from 'temporal-polyfill'
import { ARXIV_ZONE } from '../announcement-day'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Mon 23 Nov`. @param day as 2026-11-23 */
export function shortDay(day: string): string {
  const { dayOfWeek, day: number, month } = Temporal.PlainDate.from(day)
  return `${DAYS[dayOfWeek - 1]} ${number} ${MONTHS[month - 1]}`
}

/** An announcement where it is made and for everybody else: `Mon 23 Nov, 20:00 US Eastern (Tue 01:00 UTC)`. */
export function announcementInWords(at: Date): string {
  const there = zoned(at, ARXIV_ZONE)
  const utc = zoned(at, 'UTC')
  const weekday = shortDay(utc.toPlainDate().toString()).slice(0, 3)
  return `${shortDay(there.toPlainDate().toString())}, ${timeOf(there)} US Eastern (${weekday} ${timeOf(utc)} UTC)`
}

/** `2026-11-23 01:05 UTC`. */
export const instantInWords = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const zoned = (at: Date, zone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)

const timeOf = (when: Temporal.ZonedDateTime) => when.toPlainTime().toString({ smallestUnit: 'minute' })
