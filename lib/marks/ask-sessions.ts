import type { SessionTimes } from '../accounts/session-life'
import { pool } from '../database/client'
import { type MarksRow, READER_MARKS, type ReaderMarks, readerMarks } from '../reading/reader-marks'

/** Sessions of one statement. */
const MOST_AT_ONCE = 64

/** What a reader did is read, too, unless it is known at this very version. */
const STATEMENT = `
  select asked.place::int, s.id, s.created_at, s.last_seen_at, s.second_factor_at, r.id, r.marks_version,
    r.marks_version is distinct from asked.version,
    ${READER_MARKS.map((marks) => `case when r.marks_version is distinct from asked.version then ${marks} end`).join(', ')}
  from unnest($1::bytea[], $2::uuid[]) with ordinality as asked (token_hash, version, place)
  join sessions s on s.token_hash = asked.token_hash join readers r on r.id = s.reader_id`

type Row = [
  place: number,
  sessionId: string,
  createdAt: Date,
  lastSeenAt: Date,
  secondFactorAt: Date | null,
  readerId: string,
  version: string,
  isNews: boolean,
  ...marks: MarksRow,
]

export interface AskedSession extends SessionTimes {
  sessionId: string
  readerId: string
  /** What its reader did; null: what was known is still all. */
  news: ReaderMarks | null
}

interface Question {
  hash: Uint8Array
  version: string | null
  answer: (session: AskedSession | null) => void
  fail: (error: unknown) => void
}

/**
 * Asks for the session of a token hash, and for what its reader did unless that is known at this version. One statement at a time: who
 * comes while one is under way is asked for by the next, so that no answer is older than its question, and the busier it is the less
 * each costs. The connection goes back to the pool in between.
 * @returns null when there is no such session; rejects when the database cannot be asked
 */
export function askSessions(): (hash: Uint8Array, version: string | null) => Promise<AskedSession | null> {
  const waiting: Question[] = []
  let isAsking = false
  const askAll = async () => {
    isAsking = true
    while (waiting.length > 0) {
      try {
        await askInTurn(() => waiting.splice(0, MOST_AT_ONCE))
      } catch (error) {
        // No connection to be had: nobody was asked for.
        for (const { fail } of waiting.splice(0)) fail(error)
      }
    }
    isAsking = false
  }
  return (hash, version) =>
    new Promise((answer, fail) => {
      waiting.push({ hash, version, answer, fail })
      if (!isAsking) void askAll()
    })
}

/** One statement after the other on one connection, until nobody is left. @throws when there is no connection */
async function askInTurn(take: () => Question[]): Promise<void> {
  const client = await pool().connect()
  // Whoever came at the same time is asked for together.
  await new Promise((resolve) => setImmediate(resolve))
  let broken: Error | undefined
  for (let asked = take(); asked.length > 0; asked = broken ? [] : take()) {
    try {
      const values = [asked.map(({ hash }) => hash), asked.map(({ version }) => version)]
      const { rows } = await client.query<Row>({ name: 'sessions', text: STATEMENT, values, rowMode: 'array' })
      const byPlace = new Map(rows.map((row) => [row[0], sessionOf(row)]))
      for (const [place, { answer }] of asked.entries()) answer(byPlace.get(place + 1) ?? null)
    } catch (error) {
      broken = error as Error
      for (const { fail } of asked) fail(error)
    }
  }
  client.release(broken)
}

function sessionOf(row: Row): AskedSession {
  const [, sessionId, createdAt, lastSeenAt, secondFactorAt, readerId, version, isNews, ...marks] = row
  const news = isNews ? readerMarks(version, marks) : null
  return { sessionId, createdAt, lastSeenAt, secondFactorAt, readerId, news }
}
