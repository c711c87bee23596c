import type pg from 'pg'
import { pool } from '../database/client'

/** Databases that are known to hold a paper from arXiv: from then on nobody needs to ask. */
const real = new WeakSet<pg.Pool>()

/**
 * True while the papers here are only the bundled sample, because arXiv was out of reach so far: every page says so then.
 * Two index look-ups while it is true, none once it is false.
 */
export async function sampleOnly(): Promise<boolean> {
  const database = pool()
  if (real.has(database)) return false
  const { rows } = await database.query<{ any: boolean; met: boolean }>(
    'select exists (select from papers) as any, exists (select from papers where not sample) as met',
  )
  const { any = false, met = false } = rows[0] ?? {}
  if (met) real.add(database)
  return any && !met
}
