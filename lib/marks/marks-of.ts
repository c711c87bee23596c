import { readCookie } from '../accounts/cookies'
import { touchSession } from '../accounts/session'
import { judgeSession, type SessionTimes } from '../accounts/session-life'
import { tokenHash } from '../accounts/tokens'
import type { Clock } from '../clock'
import { pool } from '../database/client'
import type { Marks } from '../http/marked-document'
import { type Asked, columnsFor, idsOf, type MarkRow, readMarks } from './find-marks'

/** Sessions of one statement; more readers at the same instant make another. */
const MOST_AT_ONCE = 32

const STATEMENT = `
  select asked.place::int as place, s.id as "sessionId", s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
    s.second_factor_at as "secondFactorAt", ${columnsFor('r.id')}
  from unnest($1::bytea[]) with ordinality as asked(token_hash, place)
  join sessions s on s.token_hash = asked.token_hash join readers r on r.id = s.reader_id`

type Row = SessionTimes & { place: number; sessionId: string } & MarkRow

interface Question {
  hash: Uint8Array
  ids: string[]
  answer: (row: Row | null) => void
  fail: (error: unknown) => void
}

/**
 * What holds of whoever has this `Cookie` header, among the marks that a page asks about; null for nobody. One statement finds the
 * session and the marks, for all readers who ask about the same page at the same instant: under load a reader's page costs little
 * more than everybody's.
 */
export function marksOf(clock: Clock): (cookies: string, asked: Asked) => Promise<Marks | null> {
  let questions: Question[] = []
  const ask = (hash: Uint8Array, ids: string[]) =>
    new Promise<Row | null>((answer, fail) => {
      questions.push({ hash, ids, answer, fail })
      if (questions.length === 1) setImmediate(askAll)
      if (questions.length === MOST_AT_ONCE) askAll()
    })
  const askAll = () => {
    const asked = questions
    questions = []
    for (const samePage of byPage(asked)) void answerAll(samePage, clock.now())
  }
  return async (cookies, asked) => {
    const token = readCookie({ headers: { get: () => cookies } }, 'session')
    const row = token ? await ask(tokenHash(token), idsOf(asked)) : null
    if (!row) return null

    const now = clock.now()
    const { alive, elevated, touch } = judgeSession(row, now)
    if (!alive) return null
    if (touch) await touchSession(row.sessionId, elevated, now)
    return readMarks(row)
  }
}

/** No reader's statement judges, or fails by, what only another one's page asks about. */
function byPage(questions: readonly Question[]): Question[][] {
  const pages = new Map<string, Question[]>()
  for (const question of questions) {
    const page = question.ids.join(' ')
    pages.set(page, [...(pages.get(page) ?? []), question])
  }
  return [...pages.values()]
}

/** Each gets the row of its session. All ask about the same page; who asks more than once is looked for once. */
async function answerAll(questions: readonly Question[], now: Date): Promise<void> {
  try {
    const hashes = [...new Set(questions.map(({ hash }) => Buffer.from(hash).toString('hex')))]
    const values = [hashes.map((hash) => Buffer.from(hash, 'hex')), questions[0]?.ids, now]
    const { rows } = await pool().query<Row>({ name: 'session marks', text: STATEMENT, values })
    const byHash = new Map(rows.map((row) => [hashes[row.place - 1], row]))
    for (const { hash, answer } of questions) answer(byHash.get(Buffer.from(hash).toString('hex')) ?? null)
  } catch (error) {
    for (const { fail } of questions) fail(error)
  }
}
