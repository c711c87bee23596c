import { beforeAll, expect, test } from 'vitest'
import { log } from '@/lib/log'
import { runSeed } from '@/tests/support/simulated-arxiv/run-seed'
import { type SimulatedTime, simulateTime } from '@/tests/support/simulated-arxiv/time'
import { useTestDatabase } from '../support/database'

const database = useTestDatabase()
const DAYS = 14
/** A machine that does ten things beside takes its time. */
const TIMEOUT_MS = 300_000

let time: SimulatedTime
beforeAll(async () => {
  time = await simulateTime(database.url)
  // Every fault of a history is warned of; what happened stands in its own log.
  const { level } = log
  log.level = 'silent'
  return () => {
    log.level = level
  }
})

// The short form of `npm run chaos -- feed`: two weeks of three histories in which much goes wrong.
test.each([
  [48, 'in which clocks go forward'],
  [37, 'in which clocks go back'],
  [74, 'around the turn of the year, with its deferred days'],
])('history %i, %s, is kept whole', { timeout: TIMEOUT_MS }, async (seed) => {
  const { broken, requests, faults, log: happened } = await runSeed(seed, time, { days: DAYS })
  expect(broken, happened.slice(-40).join('\n')).toBeNull()
  expect(requests).toBeGreaterThan(100)
  expect(Object.keys(faults)).not.toEqual([])
})
