import { setImmediate as breathe } from 'node:timers/promises'
import { AWKWARD_ZONES, RHYTHMS, together, type Walk, walkChanges, walkYears } from '@/tests/support/slots/walk-slots'

/** Early, at the hours at which clocks change, in the day, and late. */
const HOURS = [0, 1, 2, 3, 8, 18, 23]

/**
 * Every slot of ten years in awkward zones, in every rhythm, against an oracle that knows Intl's offsets alone; and around every change
 * of a clock, at all hours.
 */
export async function runSlots({ signal, say }: { signal: AbortSignal; say: (line: string) => void }) {
  const walks: Walk[] = []
  for (const [zone, from] of AWKWARD_ZONES) {
    if (signal.aborted) break
    const walk = together([
      ...RHYTHMS.map((rhythm) => walkYears(zone, from, rhythm, rhythm === 'daily' ? HOURS : [8])),
      ...RHYTHMS.map((rhythm) => walkChanges(zone, from, rhythm)),
    ])
    walks.push(walk)
    say(`${zone} from ${from}: ${walk.evaluations} slots, ${walk.wrong.length} wrong`)
    for (const line of walk.wrong) say(line)
    await breathe()
  }
  const { evaluations, wrong } = together(walks)
  return {
    json: { zones: walks.length, evaluations, wrong },
    text: `${evaluations} slots in ${walks.length} zones: ${wrong.length === 0 ? 'none missed, none doubled' : wrong.join('\n')}.`,
    failed: signal.aborted || wrong.length > 0,
  }
}
