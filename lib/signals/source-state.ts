import { db } from '../database/client'
import { closeGate, type GateName } from '../upstream/gate'
import type { SourceReport } from './source-report'

const FIRST_REST_MS = 15 * 60_000
const LONGEST_REST_MS = 6 * 3_600_000

/** For how long a source is left alone after so many looks in a row that failed: doubling, six hours at most. */
const restMs = (failures: number): number => Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS)

/** Until when a source is to be left alone; null: it may be asked. */
export async function restsUntil(name: GateName): Promise<Date | null> {
  const [row] = await db().$queryRaw<{ openAt: Date }[]>`
    select open_at as "openAt" from gates where name = ${name} and open_at > clock_timestamp() + interval '10 seconds'`
  return row?.openAt ?? null
}

/** Notes a look that went well. */
export async function noteAnswer(name: GateName, { asked, told }: SourceReport, at: Date): Promise<void> {
  if (asked === 0) return
  const good = {
    askedAt: at,
    answeredAt: at,
    trouble: null,
    troubleSince: null,
    failures: 0,
    ...(told > 0 && { toldAt: at }),
  }
  await db().signalSource.upsert({ where: { name }, create: { name, ...good }, update: good })
}

/** Notes a look that failed, and leaves the source alone for a while: all processes do. */
export async function noteTrouble(name: GateName, trouble: string, at: Date): Promise<void> {
  const [row] = await db().$queryRaw<{ failures: number }[]>`
    insert into signal_sources as known (name, asked_at, trouble, trouble_since, failures)
    values (${name}, ${at}::timestamptz, ${trouble}, ${at}::timestamptz, 1)
    on conflict (name) do update set asked_at = excluded.asked_at, trouble = excluded.trouble,
      trouble_since = coalesce(known.trouble_since, excluded.trouble_since), failures = known.failures + 1
    returning failures`
  await closeGate(name, restMs(row?.failures ?? 1))
}
