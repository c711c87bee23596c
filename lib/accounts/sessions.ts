import { db } from '../database/client'
import { log } from '../log'
import { ABSOLUTE_DAYS, judgeSession } from './session-life'
import { tokenHash } from './tokens'

/** A session as its reader sees it in the settings. */
export interface SessionSummary {
  id: string
  /** Such as `Firefox on Linux`. */
  device: string
  createdAt: Date
  /** To the hour. */
  lastSeenAt: Date
}

/** The reader's sessions that are alive, last used first. */
export async function listSessions(readerId: string, now: Date): Promise<SessionSummary[]> {
  const rows = await db().session.findMany({ where: { readerId }, orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }] })
  return rows
    .filter((row) => judgeSession(row, now).alive)
    .map(({ id, device, createdAt, lastSeenAt }) => ({ id, device, createdAt, lastSeenAt }))
}

/** Ends the session of this token. Without one nothing happens. */
export async function signOut(token: string | null): Promise<void> {
  if (token) await db().session.deleteMany({ where: { tokenHash: tokenHash(token) } })
}

/** Ends one session of this reader; another reader's stays. */
export async function endSession(readerId: string, sessionId: string): Promise<void> {
  await db().session.deleteMany({ where: { id: sessionId, readerId } })
  log.info({ event: 'session ended', reader: readerId })
}

/** Ends all sessions of this reader but the one. */
export async function endOtherSessions(readerId: string, keptSessionId: string): Promise<void> {
  await db().session.deleteMany({ where: { readerId, id: { not: keptSessionId } } })
  log.info({ event: 'other sessions ended', reader: readerId })
}

/** How long a browser keeps its cookie: the session may end sooner, never later. */
export const SESSION_COOKIE_SECONDS = ABSOLUTE_DAYS * 24 * 3600
