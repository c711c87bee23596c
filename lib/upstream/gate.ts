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
class GateClosed extends LastingTrouble {}

/** Closes the gate for everybody and at least so long: every request does so, and who is behind it may ask for more. */
export async function closeGate(gate: GateName, ms: number, on: Pick<pg.Pool, 'query'> = pool()): Promise<void> {
  await on.query(closing(gate, '$1'), [Math.ceil(ms)])
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
    const { isMine, waitMs } = await tryLock(gate, client)
    if (isMine && waitMs <= 0) {
      await closeGate(gate, minIntervalMs, client)
      return {
        status: 'granted',
        lost: lost.signal,
        giveBack: () => leave({ gate, client, lost: lost.signal, release }, minIntervalMs),
      }
    }
    // Whoever had the lock closed the gate in between the two statements.
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
 * Two statements in one round trip: the lock is taken when the gate is open, and the wait is read after that, since whoever
 * held it has just moved it.
 */
const tryingLock = (gate: GateName) => `
  select case when open_at <= clock_timestamp() then pg_try_advisory_lock(${GATES[gate].lock}) end as mine from gates where name = '${gate}';
  select ceil(extract(epoch from open_at - clock_timestamp()) * 1000)::float8 as wait from gates where name = '${gate}'`

async function tryLock(gate: GateName, client: pg.PoolClient): Promise<{ isMine: boolean; waitMs: number }> {
  // Of several statements pg gives several results, which its types do not tell.
  const [lock, open] = (await client.query(tryingLock(gate))) as unknown as [
    pg.QueryResult<{ mine: boolean | null }>,
    pg.QueryResult<{ wait: number }>,
  ]
  return { isMine: lock.rows[0]?.mine ?? false, waitMs: open.rows[0]?.wait ?? 0 }
}

function refusal(gate: GateName, waitMs: number): string {
  const minutes = Math.round(waitMs / 60_000)
  return minutes > 0
    ? `${GATES[gate].who} asked for a pause: the next request may be made in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`
    : `Another process of this installation is busy with ${GATES[gate].who}: no turn came in time.`
}
