import type pg from 'pg'
import { pool } from '../database/client'
import { UpstreamError } from '../errors'
import { LastingTrouble, type Pause, pause } from './retry'

/** Who is behind each gate, and the key of the session lock that is held while a request to them runs. */
const GATES = {
  arxiv: { who: 'arXiv', lock: 20_261_123 },
  hf: { who: 'Hugging Face', lock: 20_261_129 },
  github: { who: 'GitHub', lock: 20_261_130 },
} as const

/** A place outside that is asked one request at a time; its row of `gates` has this name. */
export type GateName = keyof typeof GATES

const LOOK_AGAIN_MS = 100
const PATIENCE_MS = 120_000

export interface GateOptions {
  gate: GateName
  /** Least time between the end of one request and the start of the next. */
  minIntervalMs: number
  /** How long to wait for a turn. */
  patienceMs?: number | undefined
  signal?: AbortSignal | undefined
  /** Where time is simulated: lets it pass. */
  pause?: Pause | undefined
}

/**
 * Runs one request when it is this caller's turn at the gate: never two at once, and never two within `minIntervalMs`, over
 * all processes on this database. arXiv asks for one request in three seconds over one connection, whatever the machines.
 *
 * The turn is a session lock of PostgreSQL on a connection of its own, so that a process that dies gives it back; when
 * that connection breaks, the request is called off. The clock is the database's.
 * @param request gets a signal that fires when the turn is lost or the caller gives up
 * @throws UpstreamError when no turn comes within `patienceMs`; at once, when it is clear that none will
 */
export async function throughGate<T>(request: (signal: AbortSignal) => Promise<T>, options: GateOptions): Promise<T> {
  const { gate, minIntervalMs, patienceMs = PATIENCE_MS, signal, pause: wait = pause } = options
  const deadline = performance.now() + patienceMs
  for (;;) {
    signal?.throwIfAborted()
    const turn = await askForTurn(gate, minIntervalMs)
    if (turn.status === 'granted') {
      try {
        return await request(signal ? AbortSignal.any([signal, turn.lost]) : turn.lost)
      } finally {
        await turn.giveBack()
      }
    }
    if (performance.now() + turn.waitMs > deadline) throw new GateClosed(refusal(gate, turn.waitMs))
    await wait(turn.waitMs, signal)
  }
}

/** No turn comes soon enough: a pause was asked for, or others are before us. Nobody was asked. */
export class GateClosed extends LastingTrouble {}

/** Closes the gate for everybody and at least so long: every request does so, and who is behind it may ask for more. */
export async function closeGate(gate: GateName, ms: number): Promise<void> {
  await pool().query(closing(gate, '$1'), [Math.ceil(ms)])
}

const closing = (gate: GateName, ms: string) =>
  `update gates set open_at = greatest(open_at, clock_timestamp() + make_interval(secs => (${ms}::int + 1) / 1000.0)) where name = '${gate}'`

type Turn =
  | { status: 'granted'; lost: AbortSignal; giveBack: () => Promise<void> }
  | { status: 'later'; waitMs: number }

async function askForTurn(gate: GateName, minIntervalMs: number): Promise<Turn> {
  const client = await pool().connect()
  const lost = new AbortController()
  const onError = (cause: Error) =>
    lost.abort(new UpstreamError(`The database connection broke during a request to ${GATES[gate].who}.`, { cause }))
  client.on('error', onError)
  const release = (isBroken: boolean) => {
    client.release(isBroken)
    client.off('error', onError)
  }
  try {
    const { isMine, isGranted, waitMs } = await tryTurn(gate, client, minIntervalMs)
    if (isGranted) {
      return {
        status: 'granted',
        lost: lost.signal,
        giveBack: () => leave({ gate, client, lost: lost.signal, release }, minIntervalMs),
      }
    }
    // Whoever had the lock closed the gate a moment before: the lock is ours, and the turn is not.
    if (isMine) await client.query(unlock(gate))
    release(false)
    return { status: 'later', waitMs: waitMs > 0 ? waitMs : LOOK_AGAIN_MS }
  } catch (error) {
    release(true)
    throw error
  }
}

/** Closing a connection that may still hold the lock is the sure way to give it back; a lost one needs nothing. */
async function leave({ gate, client, lost, release }: Held, minIntervalMs: number) {
  try {
    // In one round trip. The gate is closed for all to see before the lock is free.
    await client.query(`begin; ${closing(gate, String(Math.ceil(minIntervalMs)))}; commit; ${unlock(gate)}`)
    release(false)
  } catch (error) {
    release(true)
    if (!lost.aborted) throw error
  }
}

interface Held {
  gate: GateName
  client: pg.PoolClient
  lost: AbortSignal
  release: (isBroken: boolean) => void
}

const unlock = (gate: GateName) => `select pg_advisory_unlock(${GATES[gate].lock})`
/**
 * In one statement: takes the lock when the gate is open, and closes the gate when the lock was got. A row that somebody else
 * moved since the statement began is looked at again before it is written (as READ COMMITTED has it), so that a turn which was given
 * back in between is not taken too soon.
 */
const takingTurn = (gate: GateName) => `
  with turn as materialized (
    select pg_try_advisory_lock(${GATES[gate].lock}) as mine from gates where name = '${gate}' and open_at <= clock_timestamp()
  ), closed as (
    update gates set open_at = clock_timestamp() + make_interval(secs => ($1::int + 1) / 1000.0)
    from turn where name = '${gate}' and turn.mine and open_at <= clock_timestamp() returning 1
  )
  select exists (select from closed) as granted, coalesce((select mine from turn), false) as mine,
    ceil(extract(epoch from open_at - clock_timestamp()) * 1000)::float8 as wait from gates where name = '${gate}'`

interface Try {
  isMine: boolean
  isGranted: boolean
  waitMs: number
}

async function tryTurn(gate: GateName, client: pg.PoolClient, minIntervalMs: number): Promise<Try> {
  const { rows } = await client.query<{ mine: boolean; granted: boolean; wait: number }>({
    name: `take turn at ${gate}`,
    text: takingTurn(gate),
    values: [Math.ceil(minIntervalMs)],
  })
  const [{ mine, granted, wait } = { mine: false, granted: false, wait: 0 }] = rows
  return { isMine: mine, isGranted: granted, waitMs: wait }
}

function refusal(gate: GateName, waitMs: number): string {
  const minutes = Math.round(waitMs / 60_000)
  return minutes > 0
    ? `${GATES[gate].who} asked for a pause: the next request may be made in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`
    : `Another process of this installation is busy with ${GATES[gate].who}: no turn came in time.`
}
