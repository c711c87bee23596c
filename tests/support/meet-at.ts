import { db, pool } from '@/lib/database/client'
import { eventually } from './eventually'

/** Sessions that wait for another. */
export async function waiting(): Promise<number> {
  const [row] = await db().$queryRaw<[{ sessions: number }]>`
    select count(*)::int as sessions from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return row.sessions
}

export type Act = () => Promise<unknown>

/** Begins an act that comes as far as something that somebody holds. */
export async function begin(act: Act): Promise<{ done: Promise<unknown> }> {
  const before = await waiting()
  const done = act()
  // Looked at below, where all that began is awaited.
  done.catch(() => {})
  await eventually(async () => (await waiting()) > before)
  return { done }
}

/** Somebody who holds rows, and lets them go at last. */
export async function withHolder<T>(
  work: (hold: (row: string, id: string) => Promise<unknown>, letGo: Act) => Promise<T>,
) {
  const holder = await pool().connect()
  try {
    await holder.query('begin')
    return await work(
      (row, id) => holder.query(`select from ${row} = $1 for update`, [id]),
      () => holder.query('commit'),
    )
  } finally {
    await holder.query('rollback')
    holder.release()
  }
}

/**
 * Acts come, one after the other, as far as a row that somebody holds, and go on together when it is let go: of two who lock in different orders each
 * holds by then what the other wants, and PostgreSQL ends one of them.
 */
export const meetAt = (row: string, id: string, acts: readonly Act[]): Promise<unknown[]> =>
  withHolder(async (hold, letGo) => {
    await hold(row, id)
    const begun = []
    for (const act of acts) begun.push(await begin(act))
    await letGo()
    return Promise.all(begun.map(({ done }) => done))
  })
