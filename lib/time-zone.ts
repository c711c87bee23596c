import { Temporal } from 'temporal-polyfill'

/** A name as IANA's, not an offset: those know no summer time. */
const NAME = /^[A-Za-z][\w+/-]*$/

/**
 * Whether slots can be reckoned in this zone. Asks what reckons them: systems also know short names (PST, IST) that mean
 * different zones to different people, and Temporal refuses those.
 */
export function isTimeZone(name: string): boolean {
  try {
    if (!NAME.test(name)) return false
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
