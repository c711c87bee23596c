const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A session ends this long after it was last used, and this long after it began. */
export const IDLE_DAYS = 14
export const ABSOLUTE_DAYS = 90
/** An admin's rights end sooner; the session goes on as an ordinary reader's. */
const ADMIN_IDLE_MINUTES = 30
const ADMIN_ABSOLUTE_HOURS = 12

export interface SessionTimes {
  createdAt: Date
  lastSeenAt: Date
  /** When the second factor was shown, if it was. */
  secondFactorAt: Date | null
}

export interface Verdict {
  alive: boolean
  /** The second factor was shown, and lately enough. */
  elevated: boolean
  /** The row is to be brought up to date: its last use, and an elevation that is over. Not at every request: that would be a write a page. */
  touch: boolean
}

/** What a session is worth at this instant (OWASP ASVS 7.3). */
export function judgeSession({ createdAt, lastSeenAt, secondFactorAt }: SessionTimes, now: Date): Verdict {
  const idleMs = now.getTime() - lastSeenAt.getTime()
  const ageMs = now.getTime() - createdAt.getTime()
  const alive = idleMs < IDLE_DAYS * DAY_MS && ageMs < ABSOLUTE_DAYS * DAY_MS
  const elevatedMs = secondFactorAt === null ? Number.POSITIVE_INFINITY : now.getTime() - secondFactorAt.getTime()
  const elevated = alive && idleMs < ADMIN_IDLE_MINUTES * MINUTE_MS && elevatedMs < ADMIN_ABSOLUTE_HOURS * HOUR_MS
  return { alive, elevated, touch: alive && idleMs >= (secondFactorAt === null ? HOUR_MS : MINUTE_MS) }
}
