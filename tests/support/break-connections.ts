import { pool } from '@/lib/database/client'
import { eventually } from './eventually'

/** Ends every connection of this test's database at the server, as its restart does, and waits until the pool knows. */
export async function breakConnections(): Promise<void> {
  await pool().query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await eventually(() => pool().totalCount <= 1)
}
