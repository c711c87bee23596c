const HOUR_MS = 3_600_000

/** From `start` (epoch milliseconds) on, local time is UTC plus `offset`. */
export interface Offset {
  start: number
  offset: number
}

/** Every offset of a zone between two instants, asked of Intl alone: each change found to the second by halving. */
export function offsetsOf(zone: string, from: number, until: number): Offset[] {
  const read = offsetReader(zone)
  const found: Offset[] = [{ start: from, offset: read(from) }]
  for (let at = from; at < until; at += 6 * HOUR_MS) {
    const offset = read(at + 6 * HOUR_MS)
    if (offset === read(at)) continue
    let [before, after] = [at, at + 6 * HOUR_MS]
    while (after - before > 1000) {
      const middle = before + Math.floor((after - before) / 2000) * 1000
      if (read(middle) === offset) after = middle
      else before = middle
    }
    found.push({ start: after, offset })
  }
  return found
}

/** The first instant at which a clock on the wall shows this day and hour or anything later. */
export function slotOnByIntl(offsets: Offset[], day: string, hour: number): number {
  const wall = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
  for (const [index, { start, offset }] of offsets.entries()) {
    const at = Math.max(start, wall - offset)
    if (at < (offsets[index + 1]?.start ?? Number.POSITIVE_INFINITY)) return at
  }
  throw new Error(`no slot on ${day}`)
}

function offsetReader(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  }
}
