import { readCookie } from '../accounts/cookies'
import { touchSession } from '../accounts/session'
import { judgeSession, type SessionTimes } from '../accounts/session-life'
import { tokenHash } from '../accounts/tokens'
import type { Clock } from '../clock'
import { pool } from '../database/client'
import type { Marks } from '../http/marked-document'
import { type Asked, columnsFor, idsOf, type MarkRow, readMarks } from './find-marks'

const STATEMENT = `
  select s.id as "sessionId", s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
    s.second_factor_at as "secondFactorAt", ${columnsFor('r.id')}
  from sessions s join readers r on r.id = s.reader_id
  where s.token_hash = $1`

type Row = SessionTimes & { sessionId: string } & MarkRow

/**
 * What holds of whoever has this `Cookie` header, among the marks that a page asks about; null for nobody. One statement finds the
 * session and the marks, so that a reader's page costs little more than everybody's.
 */
export function marksOf(clock: Clock): (cookies: string, asked: Asked) => Promise<Marks | null> {
  return async (cookies, asked) => {
    const token = readCookie({ headers: { get: () => cookies } }, 'session')
    if (!token) return null
    const values = [tokenHash(token), idsOf(asked)]
    const { rows } = await pool().query<Row>({ name: 'session marks', text: STATEMENT, values })
    const [row] = rows
    if (!row) return null

    const now = clock.now()
    const { alive, elevated, touch } = judgeSession(row, now)
    if (!alive) return null
    if (touch) await touchSession(row.sessionId, elevated, now)
    return readMarks(row)
  }
}
