import { z } from 'zod'
import { isTimeZone } from '../time-zone'

const MAX_ZONE_LENGTH = 64

const canonical = new Map(['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => [zone.toLowerCase(), zone]))

/** Every zone that a form offers, by name. */
export const ZONES: readonly string[] = [...canonical.values()]

/** The one door for time zones: an IANA name in any case. Offsets such as +01:00 are refused, they know no summer time. */
export const TimeZone = z.string().transform((typed, context) => {
  const zone = typed.length <= MAX_ZONE_LENGTH ? readZone(typed.trim()) : null
  if (zone) return zone
  context.addIssue({ code: 'custom', message: 'That is no time zone. It takes a name such as Europe/Berlin or UTC.' })
  return z.NEVER
})

function readZone(typed: string): string | null {
  const known = canonical.get(typed.toLowerCase())
  // Older names (Asia/Calcutta, US/Eastern) are not listed, but every system knows them.
  return known ?? (isTimeZone(typed) ? typed : null)
}
