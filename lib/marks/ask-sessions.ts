import type { SessionTimes } from '../accounts/session-life'
import { pool } from '../database/client'

/** Sessions of one statement. */
const MOST_AT_ONCE = 64

const STATEMENT = `
  select asked.place::int, s.id, s.created_at, s.last_seen_at, s.second_factor_at, r.id, r.marks_version
  from unnest($1::bytea[]) with ordinality as asked (token_hash, place)
  join sessions s on s.token_hash = asked.token_hash join readers r on r.id = s.reader_id`

type Row = [
  place: number,
  sessionId: string,
  createdAt: Date,
  lastSeenAt: Date,
  secondFactorAt: Date | null,
  readerId: string,
  version: string,
]

export interface AskedSession extends SessionTimes {
  sessionId: string
  readerId: string
  /** That of the reader's marks (`ReaderMarks`). */
  version: string
}

interface Question {
  hash: Uint8Array
  answer: (session: AskedSession | null) => void
  fail: (error: unknown) => void
}

/**
 * Asks for the sessions of these token hashes, one statement at a time: who comes while one is under way is asked for by the next, so
 * that no answer is older than its question, and the busier it is the less each costs. The connection goes back to the pool in between.
 * @returns rejects when the database cannot be asked
 */
export function askSessions(): (hash: Uint8Array) => Promise<AskedSession | null> {
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
  return (hash) =>
    new Promise((answer, fail) => {
      waiting.push({ hash, answer, fail })
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
      const values = [asked.map(({ hash }) => hash)]
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

const sessionOf = ([, sessionId, createdAt, lastSeenAt, secondFactorAt, readerId, version]: Row): AskedSession => ({
  sessionId,
  createdAt,
  lastSeenAt,
  secondFactorAt,
  readerId,
  version,
})
