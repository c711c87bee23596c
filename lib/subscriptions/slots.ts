import { Temporal } from 'temporal-polyfill'

/** Once a day at a local hour. */
export interface Schedule {
  /** 0 to 23. */
  hour: number
  /** IANA time zone. */
  zone: string
}

/**
 * The first slot after an instant. A slot is the schedule's local wall time on each day of that zone's calendar; where the
 * clock jumps over it, the first instant after the jump; where the clock repeats it, its first occurrence.
 */
export function nextSlot(schedule: Schedule, after: Date): Date {
  const today = localDate(schedule.zone, after)
  for (let days = 0; ; days++) {
    const slot = slotOn(today.add({ days }), schedule)
    if (slot > after) return slot
  }
}

/** The newest slot at or before an instant: what is owed after an outage, however many slots were missed. */
export function newestSlot(schedule: Schedule, at: Date): Date {
  const today = localDate(schedule.zone, at)
  // From tomorrow on: where the clock is set back over midnight, tomorrow's slot may have been already.
  for (let days = 1; ; days--) {
    const slot = slotOn(today.add({ days }), schedule)
    if (slot <= at) return slot
  }
}

/** `Tue 24 Nov, 08:00 Europe/Berlin`: never an hour without its zone. */
export function slotInWords(slot: Date, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(slot.getTime()).toZonedDateTimeISO(zone)
  const part = (options: Intl.DateTimeFormatOptions) => local.toLocaleString('en-GB', options)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${part({ weekday: 'short' })} ${local.day} ${part({ month: 'short' })}, ${time} ${zone}`
}

/** The calendar day on which a slot lies in its zone, as an ISO date. */
export const slotDay = (slot: Date, zone: string): string => localDate(zone, slot).toString()

function slotOn(date: Temporal.PlainDate, { hour, zone }: Schedule): Date {
  const wall = date.toPlainDateTime({ hour })
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  // Inside a gap no instant has this wall time, and “earlier” gives one before the jump.
  const jump = first.toPlainDateTime().equals(wall) ? null : first.getTimeZoneTransition('next')
  return new Date((jump ?? first).epochMilliseconds)
}

const localDate = (zone: string, at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
