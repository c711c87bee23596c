import { Temporal } from 'temporal-polyfill'
import { type Rhythm, rhythmOf, WEEKDAYS, type Weekday } from './rhythm'

/** At a local hour, on the days of a rhythm. */
export interface Schedule {
  /** As `rhythmText` spells it. */
  rhythm: string
  /** 0 to 23. */
  hour: number
  /** IANA time zone. */
  zone: string
}

/**
 * The first slot after an instant. A slot is the schedule's local wall time on each day of its rhythm, by that zone's calendar;
 * where the clock jumps over it, the first instant after the jump; where the clock repeats it, its first occurrence.
 */
export function nextSlot(schedule: Schedule, after: Date): Date {
  const rhythm = rhythmOf(schedule.rhythm)
  let date = onOrAfter(rhythm, localDate(schedule.zone, after))
  for (;;) {
    const slot = slotOn(date, schedule)
    if (slot > after) return slot
    date = onOrAfter(rhythm, date.add({ days: 1 }))
  }
}

/** The newest slot at or before an instant: what is owed after an outage, however many slots were missed. */
export function newestSlot(schedule: Schedule, at: Date): Date {
  const rhythm = rhythmOf(schedule.rhythm)
  // From tomorrow on: where the clock is set back over midnight, tomorrow's slot may have been already.
  let date = onOrBefore(rhythm, localDate(schedule.zone, at).add({ days: 1 }))
  for (;;) {
    const slot = slotOn(date, schedule)
    if (slot <= at) return slot
    date = onOrBefore(rhythm, date.subtract({ days: 1 }))
  }
}

/** The slot before a slot. */
export const slotBefore = (schedule: Schedule, slot: Date): Date => newestSlot(schedule, new Date(slot.getTime() - 1))

/** `Tue 24 Nov, 08:00 Europe/Berlin`: never an hour without its zone. */
export function slotInWords(slot: Date, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(slot.getTime()).toZonedDateTimeISO(zone)
  const part = (options: Intl.DateTimeFormatOptions) => local.toLocaleString('en-GB', options)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${part({ weekday: 'short' })} ${local.day} ${part({ month: 'short' })}, ${time} ${zone}`
}

/** The calendar day on which a slot lies in its zone, as an ISO date. */
export const slotDay = (slot: Date, zone: string): string => localDate(zone, slot).toString()

/** The weekday on which a slot lies in its zone. */
export const weekdayOf = (slot: Date, zone: string): Weekday => WEEKDAYS[localDate(zone, slot).dayOfWeek - 1] as Weekday

/** The first instant of a day in a zone. @param day as 2026-12-24 */
export const startOfDay = (day: string, zone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)

function onOrAfter(rhythm: Rhythm, date: Temporal.PlainDate): Temporal.PlainDate {
  if (rhythm.kind === 'monthly') return date.day === 1 ? date : date.with({ day: 1 }).add({ months: 1 })
  let day = date
  while (!fallsOn(rhythm, day)) day = day.add({ days: 1 })
  return day
}

function onOrBefore(rhythm: Rhythm, date: Temporal.PlainDate): Temporal.PlainDate {
  if (rhythm.kind === 'monthly') return date.with({ day: 1 })
  let day = date
  while (!fallsOn(rhythm, day)) day = day.subtract({ days: 1 })
  return day
}

function fallsOn(rhythm: Exclude<Rhythm, { kind: 'monthly' }>, date: Temporal.PlainDate): boolean {
  const weekday = WEEKDAYS[date.dayOfWeek - 1]
  return rhythm.kind === 'daily' || (weekday !== undefined && rhythm.days.includes(weekday))
}

function slotOn(date: Temporal.PlainDate, { hour, zone }: Schedule): Date {
  const wall = date.toPlainDateTime({ hour })
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  // Inside a gap no instant has this wall time, and “earlier” gives one before the jump.
  const jump = first.toPlainDateTime().equals(wall) ? null : first.getTimeZoneTransition('next')
  return new Date((jump ?? first).epochMilliseconds)
}

const localDate = (zone: string, at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
