import type pg from 'pg'
import { Prisma } from '@/generated/prisma/client'
import { pool } from '../database/client'
import { prepared } from '../database/prepared'

/** Key of the advisory lock of whoever sets the text index aside or makes it. */
const TEXT_INDEX_LOCK = 20_261_201
/** Setting it aside waits for whoever is reading papers, and others for it: so long at a time, and so often. */
const LOCK_TIMEOUT_MS = 200
const LOCK_TRIES = 25

/** As migration foundation made it; a test holds the two together. */
const MAKE = `create index concurrently papers_text_idx on papers using gin (to_tsvector('english', title || ' ' || abstract))`

/**
 * Whether PostgreSQL's own index over the texts of papers is there and whole. Searches that the search index does not answer go by it, and
 * look at the newest papers alone while it is not.
 */
export async function hasTextIndex(): Promise<boolean> {
  const [row] = await prepared<{ whole: boolean }>(
    'has text index',
    Prisma.sql`select exists (select from pg_index where indexrelid = to_regclass('papers_text_idx') and indisvalid) as whole`,
  )
  return row?.whole ?? false
}

/** For whoever stores very many papers. */
export interface TextIndexKeeper {
  /**
   * Tells that so many new papers are about to come. Where making the index anew is cheaper than keeping it up to date for them, it is set
   * aside until the work ends. @returns whether it is
   */
  expect(papers: number): Promise<boolean>
}

/** Keeping the index up to date for a paper takes about as long as making it anew for one; in little work nobody would notice. */
const WORTH_IT = 10_000

/**
 * Does a piece of work that may set the text index aside, and makes it again afterwards. When the work throws, or the process is killed, it
 * is left to the worker (`mendTextIndex`). While somebody else has the index in hand, nothing is done to it.
 * @param signal stops the making, too
 */
export async function keepingTextIndex<T>(
  work: (keeper: TextIndexKeeper) => Promise<T>,
  { onMaking, signal }: { onMaking?: (() => void) | undefined; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const done = await inHand(async (session) => {
    const answer = await work({ expect: async (papers) => (await isWorthIt(papers)) && setAside(session) })
    if (!(await hasTextIndex())) {
      onMaking?.()
      await make(session, signal)
    }
    return { answer }
  })
  return done ? done.answer : work({ expect: async () => false })
}

/** Makes the text index where it is missing and nobody has it in hand: what a killed import left. @returns whether it was made */
export async function mendTextIndex(signal?: AbortSignal): Promise<boolean> {
  if (await hasTextIndex()) return false
  const made = await inHand(async (session) => {
    if (await hasTextIndex()) return false
    await make(session, signal)
    return true
  })
  return made ?? false
}

/**
 * On a session of its own, since statements take minutes; PostgreSQL lets go of its lock when the process dies.
 * @returns null: somebody else has the index in hand
 */
async function inHand<T>(work: (session: pg.PoolClient) => Promise<T>): Promise<T | null> {
  const session = await pool().connect()
  try {
    await session.query(`set statement_timeout = 0; set maintenance_work_mem = '256MB'`)
    const { rows } = await session.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      TEXT_INDEX_LOCK,
    ])
    return rows[0]?.held ? await work(session) : null
  } finally {
    session.release(true)
  }
}

/** In one step: somebody who reads papers for longer than all tries leaves it as it is, whole. */
async function setAside(session: pg.PoolClient): Promise<boolean> {
  await session.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`)
  try {
    for (let tries = 0; tries < LOCK_TRIES; tries += 1) if (await isDropped(session)) return true
    return false
  } finally {
    await session.query('set lock_timeout = 0')
  }
}

async function isDropped(session: pg.PoolClient): Promise<boolean> {
  try {
    await session.query('drop index if exists papers_text_idx')
    return true
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false
    throw error
  }
}

const LOCK_NOT_AVAILABLE = '55P03'

/**
 * One that was not finished serves nobody and is made anew. Papers are written meanwhile. The planner learns what it holds: how many papers
 * have a word is told by nothing else, and by itself that would come when a tenth of all papers have changed.
 */
async function make(session: pg.PoolClient, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  const { rows } = await session.query<{ pid: number }>('select pg_backend_pid() as pid')
  // A statement goes on when nobody waits for it any more.
  const stop = () =>
    void pool()
      .query('select pg_cancel_backend($1)', [rows[0]?.pid])
      .catch(() => undefined)
  signal?.addEventListener('abort', stop)
  try {
    await session.query('drop index concurrently if exists papers_text_idx')
    await session.query(MAKE)
    await session.query('analyze papers')
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

async function isWorthIt(papers: number): Promise<boolean> {
  if (papers < WORTH_IT) return false
  const { rows } = await pool().query<{ stored: number }>(
    'select count(*)::int as stored from (select from papers limit $1) p',
    [papers + 1],
  )
  return (rows[0]?.stored ?? 0) <= papers
}
