import type { Clock } from '@/lib/clock'
import { connect, disconnect, pool } from '@/lib/database/client'
import { withClient } from '@/lib/database/server-address'

/** The time of a history: it stands still until somebody waits or moves it on. */
export interface SimulatedTime extends Clock {
  /** Forward only. */
  moveTo(instant: Date): Promise<void>
  pass(ms: number): Promise<void>
  /** Now, when everybody who is moving the time has done so: the same here and in the database. */
  settled(): Promise<Date>
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
  let moved = Promise.resolve()
  // One after the other: of two who wait at once, the database must not hear of the second first.
  const move = (next: (now: Date) => Date) => {
    moved = moved.then(() => set(next(now)))
    return moved
  }
  const set = async (instant: Date) => {
    if (instant.getTime() === now.getTime()) return
    now = instant
    await pool().query({ name: 'set clock', text: 'update simulated.clock set at = $1', values: [now] })
  }
  return {
    now: () => new Date(now),
    reset: (instant) => move(() => instant),
    moveTo: (instant) => move((before) => new Date(Math.max(instant.getTime(), before.getTime()))),
    pass: (ms) => move((before) => new Date(before.getTime() + ms)),
    async settled() {
      await moved
      return new Date(now)
    },
  }
}

const SCHEMA = `
  create schema if not exists simulated;
  create table if not exists simulated.clock (at timestamptz not null);
  insert into simulated.clock select to_timestamp(0) where not exists (select from simulated.clock);
  create or replace function simulated.clock_timestamp() returns timestamptz
    language plpgsql volatile as 'begin return (select at from simulated.clock); end';
  do $$ begin
    execute format('alter database %I set search_path = simulated, public, pg_catalog', current_database());
  end $$`
