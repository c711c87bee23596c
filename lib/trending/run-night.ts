import type { Clock } from '../clock'
import { makeRankingLog } from './ranking-log'
import { type Recounted, recountWhenDue } from './recount'

/** The recount, when one is due, and after a whole one the public log. Does nothing at other times. */
export async function runNight(deps: {
  clock: Clock
  signal?: AbortSignal
}): Promise<(Recounted & { logged: number }) | Record<string, never>> {
  const recounted = await recountWhenDue(deps)
  if (!recounted) return {}
  return { ...recounted, logged: recounted.finished ? await makeRankingLog(deps.clock.now()) : 0 }
}
