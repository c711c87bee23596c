import pg from 'pg'
import { log } from '../log'
import { Bell } from './bell'
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
  readonly #broken = new Bell()
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
    await keepDoing('listener', { bell: this.#broken, signal }, async () => {
      await (this.#session ? this.#pulse(this.#session) : this.#open())
      return { ms: PULSE_MS }
    })
    await this.#session?.end().catch(warn)
  }

  async #pulse(session: pg.Client): Promise<void> {
    try {
      await session.query('select 1')
    } catch (error) {
      if (this.#session === session) this.#session = null
      // Not waited for: nobody may be there to say goodbye to.
      void session.end().catch(warn)
      throw error
    }
  }

  async #open(): Promise<void> {
    const session = new pg.Client({
      connectionString: this.databaseUrl,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      application_name: 'broadsheet worker',
    })
    const lost = () => {
      if (this.#session !== session) return
      this.#session = null
      this.#broken.ring()
    }
    session.on('error', (error) => {
      log.warn({ reason: error.message }, 'the listening connection broke')
      lost()
    })
    session.on('end', lost)
    session.on('notification', () => this.bell.ring())
    try {
      await session.connect()
      await session.query(`listen ${session.escapeIdentifier(this.channel)}`)
      // Before the locks: an id that is announced meanwhile locks for itself, and a lock taken twice does no harm.
      this.#session = session
      for (const id of [...this.#ids]) await lock(session, id)
    } catch (error) {
      lost()
      void session.end().catch(warn)
      throw error
    }
    // For what was told while nobody listened.
    this.bell.ring()
  }
}

const lock = (session: pg.Client, id: string) =>
  session.query('select pg_advisory_lock($1, hashtext($2))', [PRESENCE_LOCK, id])

const warn = (error: Error) => log.warn({ reason: error.message }, 'the listening connection did not close')
