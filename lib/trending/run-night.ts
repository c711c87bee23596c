import type { Clock } from '../clock'
import { makeFairWhenDue } from './fair/make-fair'
import { makeRankingLog } from './ranking-log'
import { type Recounted, recountWhenDue } from './recount'

interface Deps {
  clock: Clock
  signal?: AbortSignal
}

/** The recount, when one is due, and after a whole one the public log; the field-fair places, once a batch. Does nothing at other times. */
export async function runNight(deps: Deps): Promise<Partial<Recounted & { logged: number; placedFairly: number }>> {
  const recounted = await recountWhenDue(deps)
  const logged = recounted?.finished ? await makeRankingLog(deps.clock.now()) : 0
  const placedFairly = await makeFairWhenDue(deps.clock.now(), deps.signal)
  return { ...(recounted && { ...recounted, logged }), ...(placedFairly !== null && { placedFairly }) }
}
