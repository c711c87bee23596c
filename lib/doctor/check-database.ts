import { db } from '../database/client'
import { OLDEST_SERVER } from '../database/migrate'
import { broken, type Finding, fine, notice, reasonOf } from './finding'
import { listMissingMigrations } from './readiness'

/** Clocks further apart than this make leases, codes and "new today" wrong. */
const SKEW_NOTICE_MS = 2_000
const SKEW_BROKEN_MS = 30_000

/** Whether the open database answers, is new enough, carries this version's schema, and has the same time as this machine. */
export async function checkDatabase(): Promise<Finding[]> {
  try {
    const askedAt = Date.now()
    const [server] = await db().$queryRaw<[{ version: string; major: number; now: Date }]>`
      select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
        clock_timestamp() as now`
    // Half of the way there and back: the clock was read somewhere in between.
    const skewMs = server.now.getTime() - (askedAt + Date.now()) / 2
    return [judgeVersion(server), await checkMigrations(), judgeSkew(skewMs)]
  } catch (error) {
    return [broken('database', `The database does not answer: ${reasonOf(error)}.`)]
  }
}

function judgeVersion({ version, major }: { version: string; major: number }): Finding {
  return major >= OLDEST_SERVER
    ? fine('database', `PostgreSQL ${version} answers.`)
    : broken('database', `PostgreSQL ${version} answers, but ${OLDEST_SERVER} or newer is needed.`)
}

async function checkMigrations(): Promise<Finding> {
  const missing = await listMissingMigrations()
  return missing.length === 0
    ? fine('schema', 'The schema is that of this version.')
    : broken('schema', `The schema lacks ${missing.join(', ')}: starting the house applies it.`)
}

/** @param skewMs how far the database's clock is ahead of this machine's */
export function judgeSkew(skewMs: number): Finding {
  const seconds = (Math.abs(skewMs) / 1000).toFixed(1)
  if (Math.abs(skewMs) < SKEW_NOTICE_MS) return fine('clock', 'The clocks of this machine and of the database agree.')
  const sentence = `The database's clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} this machine's: let both follow a time server.`
  return Math.abs(skewMs) < SKEW_BROKEN_MS ? notice('clock', sentence) : broken('clock', sentence)
}
