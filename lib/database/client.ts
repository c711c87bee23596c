import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/generated/prisma/client'
import { config } from '../config'
import { log } from '../log'

const POOL_SIZE = 10
const STATEMENT_TIMEOUT_MS = 30_000

interface Connection {
  pool: pg.Pool
  /** Made when it is first asked for: a process that only sends never does, and starts in half the time. */
  prisma?: PrismaClient
}

// Next bundles modules more than once; the connection is shared through globalThis.
const held = globalThis as { broadsheetDatabase?: Connection }

/** Prisma on this process's pool, for reading and writing rows. */
export const db = (): PrismaClient => {
  const open = connection()
  open.prisma ??= new PrismaClient({
    adapter: new PrismaPg(open.pool),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  })
  return open.prisma
}

/** The same pool without Prisma: advisory locks, hand-written SQL. */
export const pool = (): pg.Pool => connection().pool

/** Opens the pool on another database than `DATABASE_URL`: the embedded one, or a test's. */
export function connect(url: string): void {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'broadsheet',
  })
  // A connection that breaks while idle (database restarted) is replaced by the pool; unheard, the event would end the process.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection broke'))
  // One that breaks while in use fails its query, and tells a second time by this event: unheard, it would end the process, too.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.debug({ reason: error.message }, 'a connection broke')),
  )
  held.broadsheetDatabase = { pool }
}

/** Closes the pool; the next use opens it again. */
export async function disconnect(): Promise<void> {
  const open = held.broadsheetDatabase
  held.broadsheetDatabase = undefined
  // A server that stops right after us may cut a connection that is already saying goodbye.
  open?.pool.removeAllListeners('error').on('error', () => {})
  await open?.prisma?.$disconnect()
  if (open && !open.pool.ended) await open.pool.end()
}

function connection(): Connection {
  if (!held.broadsheetDatabase) {
    const url = config().databaseUrl
    if (!url) throw new Error('no database is open: set DATABASE_URL or call connect() first')
    connect(url)
  }
  return held.broadsheetDatabase as Connection
}
