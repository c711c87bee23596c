import type pg from 'pg'
import { pool } from '../database/client'
import { UpstreamError } from '../errors'
import { LastingTrouble, type Pause, pause } from './retry'

/** Key of the session lock that is held while a request to arXiv runs. */
const GATE_LOCK = 20_261_123
const LOOK_AGAIN_MS = 100
const PATIENCE_MS = 120_000

export interface GateOptions {
  /** Least time between the end of one request and the start of the next. */
  minIntervalMs: number
  /** How long to wait for a turn. */
  patienceMs?: number | undefined
  signal?: AbortSignal | undefined
  /** Where time is simulated: lets it pass. */
  pause?: Pause | undefined
}

/**
 * Runs one request to arXiv when it is this caller's turn: never two at once, and never two within `minIntervalMs`, over
 * all processes on this database. arXiv asks for one request in three seconds over one connection, whatever the machines.
 *
 * The turn is a session lock of PostgreSQL on a connection of its own, so that a process that dies gives it back; when
 * that connection breaks, the request is called off. The clock is the database's.
 * @param request gets a signal that fires when the turn is lost or the caller gives up
 * @throws UpstreamError when no turn comes within `patienceMs`; at once, when it is clear that none will
 */
export async function throughGate<T>(request: (signal: AbortSignal) => Promise<T>, options: GateOptions): Promise<T> {
  const { minIntervalMs, patienceMs = PATIENCE_MS, signal, pause: wait = pause } = options
  const deadline = performance.now() + patienceMs
  for (;;) {
    signal?.throwIfAborted()
    const turn = await askForTurn(minIntervalMs)
    if (turn.status === 'granted') {
      try {
        return await request(signal ? AbortSignal.any([signal, turn.lost]) : turn.lost)
      } finally {
        await turn.giveBack()
      }
    }
    if (performance.now() + turn.waitMs > deadline) throw new LastingTrouble(refusal(turn.waitMs))
    await wait(turn.waitMs, signal)
  }
}

/** Closes the gate for everybody and at least so long: every request does so, and arXiv may ask for more. */
export async function closeGate(ms: number, on: Pick<pg.Pool, 'query'> = pool()): Promise<void> {
  await on.query(closing('$1'), [Math.ceil(ms)])
}

const closing = (ms: string) =>
  `update arxiv_gate set open_at = greatest(open_at, clock_timestamp() + make_interval(secs => (${ms}::int + 1) / 1000.0))`

type Turn =
  | { status: 'granted'; lost: AbortSignal; giveBack: () => Promise<void> }
  | { status: 'later'; waitMs: number }

async function askForTurn(minIntervalMs: number): Promise<Turn> {
  const client = await pool().connect()
  const lost = new AbortController()
  const onError = (cause: Error) =>
    lost.abort(new UpstreamError('The database connection broke during a request to arXiv.', { cause }))
  client.on('error', onError)
  const release = (isBroken: boolean) => {
    client.release(isBroken)
    client.off('error', onError)
  }
  try {
    const { isMine, waitMs } = await tryLock(client)
    if (isMine && waitMs <= 0) {
      await closeGate(minIntervalMs, client)
      return {
        status: 'granted',
        lost: lost.signal,
        giveBack: () => leave({ client, lost: lost.signal, release }, minIntervalMs),
      }
    }
    // Whoever had the lock closed the gate in between the two statements.
    if (isMine) await client.query(UNLOCK)
    release(false)
    return { status: 'later', waitMs: waitMs > 0 ? waitMs : LOOK_AGAIN_MS }
  } catch (error) {
    release(true)
    throw error
  }
}

/** Closing a connection that may still hold the lock is the sure way to give it back; a lost one needs nothing. */
async function leave({ client, lost, release }: Held, minIntervalMs: number) {
  try {
    // In one round trip. The gate is closed for all to see before the lock is free.
    await client.query(`begin; ${closing(String(Math.ceil(minIntervalMs)))}; commit; ${UNLOCK}`)
    release(false)
  } catch (error) {
    release(true)
    if (!lost.aborted) throw error
  }
}

interface Held {
  client: pg.PoolClient
  lost: AbortSignal
  release: (isBroken: boolean) => void
}

const UNLOCK = `select pg_advisory_unlock(${GATE_LOCK})`
/**
 * Two statements in one round trip: the lock is taken when the gate is open, and the wait is read after that, since whoever
 * held it has just moved it.
 */
const TRY_LOCK = `select case when open_at <= clock_timestamp() then pg_try_advisory_lock(${GATE_LOCK}) end as mine from arxiv_gate;
  select ceil(extract(epoch from open_at - clock_timestamp()) * 1000)::float8 as wait from arxiv_gate`

async function tryLock(client: pg.PoolClient): Promise<{ isMine: boolean; waitMs: number }> {
  // Of several statements pg gives several results, which its types do not tell.
  const [lock, gate] = (await client.query(TRY_LOCK)) as unknown as [
    pg.QueryResult<{ mine: boolean | null }>,
    pg.QueryResult<{ wait: number }>,
  ]
  return { isMine: lock.rows[0]?.mine ?? false, waitMs: gate.rows[0]?.wait ?? 0 }
}

function refusal(waitMs: number): string {
  const minutes = Math.round(waitMs / 60_000)
  return minutes > 0
    ? `arXiv asked for a pause: the next request may be made in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`
    : 'Another process of this installation is busy with arXiv: no turn came in time.'
}
