import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '@/lib/clock'
import { type Config, readConfig } from '@/lib/config'

/** Where nothing is: no test looks into the data of whoever runs it. */
const DATA_DIR = join(tmpdir(), 'broadsheet-no-data')
const SECRET = 'a secret for tests only and long enough to be taken'

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  moveTo(instant: string): void
  passMinutes(minutes: number): void
}

export function aClock(instant: string): TestClock {
  let at = new Date(instant)
  return {
    now: () => new Date(at),
    moveTo: (instant) => {
      at = new Date(instant)
    },
    passMinutes: (minutes) => {
      at = new Date(at.getTime() + minutes * 60_000)
    },
  }
}

/** Puts settings of a test's own in the place of this process's environment, with a clock that it moves. */
export function setSettings(environment: Record<string, string>, clock: Clock): Config {
  const config = { ...readConfig({ SECRET, DATA_DIR, ...environment }), clock }
  Object.assign(globalThis, { broadsheetConfig: config })
  return config
}
