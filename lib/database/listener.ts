import pg from 'pg'
import { log } from '../log'

const CONNECT_MS = 5_000
/** A half-open connection would keep silent for hours: it is asked for a sign of life. */
const PULSE_MS = 15_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

interface ListenerOptions {
  url: string
  channels: readonly string[]
  /** Told of each notice, in the order of commits. */
  onNotice: (channel: string, payload: string) => void
  /** Told whenever notices may have been missed: at the start, and after each time without a connection. */
  onGap: () => void
}

export interface Listener {
  /** Tells whoever listens on a channel, this one too, by the connection that listens. @throws Error when there is none */
  tell(channel: string, payload: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Listens on channels of PostgreSQL until it is stopped. A connection that breaks is replaced, with growing pauses; nothing that
 * was told meanwhile goes unnoticed, since `onGap` is called once the new one listens.
 */
export function listenToDatabase({ url, channels, onNotice, onGap }: ListenerOptions): Listener {
  const stopping = new AbortController()
  const { signal } = stopping
  let listening: pg.Client | null = null
  const connected = async (): Promise<void> => {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      application_name: 'broadsheet pages',
    })
    const broken = new Promise<void>((resolve) => {
      client.on('error', () => resolve()).on('end', () => resolve())
    })
    client.on('notification', ({ channel, payload = '' }) => onNotice(channel, payload))
    try {
      await client.connect()
      await client.query(channels.map((channel) => `listen ${client.escapeIdentifier(channel)}`).join('; '))
      listening = client
      onGap()
      await stillThere(client, broken, signal)
    } finally {
      listening = null
      // Not waited for: nobody may be there to say goodbye to.
      void client.end().catch(() => undefined)
    }
  }
  const running = keepUp(connected, signal, onGap)
  const tell = async (channel: string, payload: string): Promise<void> => {
    if (!listening) throw new Error('nobody listens to the database at the moment')
    await listening.query('select pg_notify($1, $2)', [channel, payload])
  }
  const stop = (): Promise<void> => {
    stopping.abort()
    return running
  }
  return { tell, stop }
}

async function keepUp(connected: () => Promise<void>, signal: AbortSignal, onGap: () => void): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const since = performance.now()
    try {
      await connected()
    } catch (error) {
      log.debug({ reason: (error as Error).message }, 'the listening connection could not be had')
    }
    onGap()
    if (performance.now() - since > PULSE_MS) pauseMs = FIRST_PAUSE_MS
    await pause(pauseMs, signal)
  }
}

/** Resolves when the connection broke or the signal aborts. */
async function stillThere(client: pg.Client, broken: Promise<void>, signal: AbortSignal): Promise<void> {
  let isBroken = false
  void broken.then(() => {
    isBroken = true
  })
  while (!isBroken && !signal.aborted) {
    await Promise.race([broken, pause(PULSE_MS, signal)])
    if (!isBroken && !signal.aborted) await client.query('select 1')
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal.addEventListener('abort', wake)
  })
}
