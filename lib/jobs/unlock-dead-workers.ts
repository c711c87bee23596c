import type { Pool } from 'pg'
import { PRESENCE_LOCK } from './presence'

/**
 * Frees the jobs of workers that are gone. The engine itself waits four hours before it takes a locked job away; a worker that
 * lives holds its presence lock, so one without is dead. Should it live after all, its job runs a second time, as any job may.
 * @returns ids of the workers whose jobs were freed
 */
export async function unlockDeadWorkers(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct j.locked_by as id from graphile_worker.jobs j
     where j.locked_by is not null and not exists (
       select from pg_locks l
       where l.locktype = 'advisory' and l.granted and l.objsubid = 2 and l.database = (select oid from pg_database where datname = current_database())
         and l.classid = $1::int::oid and l.objid = hashtext(j.locked_by)::oid
     )`,
    [PRESENCE_LOCK],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [ids])
  return ids
}
