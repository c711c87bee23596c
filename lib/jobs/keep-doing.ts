import { log } from '../log'
import { Bell } from './bell'

/** How a loop goes on after a round. */
export interface Rest {
  ms: number
  /** Also when the bell rings: there is something wrong that more work does not change. */
  undisturbed?: boolean
}

const FIRST_BACK_OFF_MS = 500
const LONGEST_BACK_OFF_MS = 8_000

/**
 * Does a piece of work round after round until the signal aborts; the round that is under way is finished. The bell starts the
 * next round early. A round that fails (the database restarts) is followed by another, each failure in a row by a longer
 * pause. Never rejects.
 */
export async function keepDoing(
  name: string,
  { bell, signal }: { bell: Bell; signal: AbortSignal },
  round: () => Promise<Rest>,
): Promise<void> {
  const deaf = new Bell()
  let failures = 0
  while (!signal.aborted) {
    const since = bell.rings
    try {
      const { ms, undisturbed } = await round()
      if (failures > 0) log.info({ name, failures }, 'work goes on')
      failures = 0
      await (undisturbed ? deaf.wait({ since: 0, ms, signal }) : bell.wait({ since, ms, signal }))
    } catch (error) {
      const ms = Math.min(FIRST_BACK_OFF_MS * 2 ** failures, LONGEST_BACK_OFF_MS)
      failures += 1
      // One line for an outage, not one for each try.
      log[failures === 1 ? 'warn' : 'debug'](
        { reason: lastLine(error), name },
        'a round of work failed; it is tried again',
      )
      await deaf.wait({ since: 0, ms, signal })
    }
  }
}

/** Prisma puts the invocation first, over several lines, and the reason last. */
const lastLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1)
