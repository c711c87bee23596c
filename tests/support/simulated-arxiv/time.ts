import type { Clock } from '@/lib/clock'
import { connect, disconnect, pool } from '@/lib/database/client'
import { withClient } from '@/lib/database/server-address'

/** The time of a history: it stands still until somebody waits or moves it on. */
export interface SimulatedTime extends Clock {
  /** Forward only. */
  moveTo(instant: Date): Promise<void>
  pass(ms: number): Promise<void>
  /** To begin another history. */
  reset(instant: Date): Promise<void>
}

/**
 * Makes the database's own clock the simulated one, for functions that ask it (the gate to arXiv): a schema that stands before
 * PostgreSQL's own holds another `clock_timestamp()`. Opens the database anew; for a database of one's own only.
 */
export async function simulateTime(databaseUrl: string): Promise<SimulatedTime> {
  await disconnect()
  await withClient(databaseUrl, (client) => client.query(SCHEMA))
  connect(databaseUrl)
  let now = new Date(0)
  const set = async (instant: Date) => {
    now = instant
    await pool().query('update simulated.clock set at = $1', [now])
  }
  return {
    now: () => new Date(now),
    reset: set,
    moveTo: async (instant) => {
      if (instant > now) await set(instant)
    },
    pass: (ms) => set(new Date(now.getTime() + ms)),
  }
}

const SCHEMA = `
  create schema if not exists simulated;
  create table if not exists simulated.clock (at timestamptz not null);
  insert into simulated.clock select to_timestamp(0) where not exists (select from simulated.clock);
  create or replace function simulated.clock_timestamp() returns timestamptz
    language sql volatile as 'select at from simulated.clock';
  do $$ begin
    execute format('alter database %I set search_path = simulated, public, pg_catalog', current_database());
  end $$`
