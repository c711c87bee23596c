const words = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** The UTC date, as 2026-11-20. An announcement at 20:00 US Eastern has the date of its listing, the day after. */
export const isoDay = (at: Date): string => at.toISOString().slice(0, 10)

/** A day, short: 20 Nov 2026. */
export function Day({ at }: { at: Date }) {
  return <time dateTime={isoDay(at)}>{words.format(at)}</time>
}
