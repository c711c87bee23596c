import pg from 'pg'
import { log } from '../log'
import type { Bell } from './bell'
import { keepDoing } from './keep-doing'

/** First key of the advisory locks by which workers show that they live; the second is the hash of a worker's id. */
export const PRESENCE_LOCK = 20_261_122

const CONNECT_MS = 5_000
/** A connection that nothing comes over is asked for a sign of life; a half-open one would keep silent for hours. */
const PULSE_MS = 15_000

/**
 * One database session for as long as the process lives. It listens on a channel and rings the bell, and it holds an advisory
 * lock for each worker id: PostgreSQL lets go of it at once when the process dies, whichever way, so that others can tell.
 * A session that breaks is replaced.
 */
export class Presence {
  #session: pg.Client | null = null
  readonly #ids = new Set<string>()

  constructor(
    private readonly databaseUrl: string,
    private readonly channel: string,
    private readonly bell: Bell,
  ) {}

  /** From now on, and over all sessions, the worker with this id is seen to live. */
  async announce(id: string): Promise<void> {
    this.#ids.add(id)
    if (this.#session) await lock(this.#session, id)
  }

  withdraw(id: string): void {
    this.#ids.delete(id)
  }

  /** Keeps a session until the signal aborts. */
  async hold(signal: AbortSignal): Promise<void> {
    const broken = { bell: this.bell, signal }
    await keepDoing('listener', broken, async () => {
      if (this.#session) await this.#session.query('select 1')
      else await this.#open()
      return { ms: PULSE_MS, undisturbed: true }
    })
    await this.#session?.end().catch(() => {})
  }

  async #open(): Promise<void> {
    const session = new pg.Client({
      connectionString: this.databaseUrl,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      application_name: 'broadsheet worker',
    })
    const lost = () => {
      if (this.#session === session) this.#session = null
    }
    session.on('error', (error) => {
      log.warn({ reason: error.message }, 'the listening connection broke')
      lost()
    })
    session.on('end', lost)
    session.on('notification', () => this.bell.ring())
    await session.connect()
    await session.query(`listen ${session.escapeIdentifier(this.channel)}`)
    for (const id of this.#ids) await lock(session, id)
    this.#session = session
    // What was told while nobody listened.
    this.bell.ring()
  }
}

const lock = (session: pg.Client, id: string) =>
  session.query('select pg_advisory_lock($1, hashtext($2))', [PRESENCE_LOCK, id])
