import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { pool } from '../database/client'
import { keyedHash } from './tokens'

/** So many acts in a span of time, which begins with the first. */
export interface Limit {
  /** A constant; limits with different names count apart. */
  name: string
  acts: number
  spanSeconds: number
}

export type Allowance = { allowed: true } | { allowed: false; retryAfterSeconds: number }

/**
 * Counts one act of this subject, and tells whether the limit still allows it. Counted in the database, so over all
 * processes together; the subject (an address, a network) is kept as a keyed hash only. By the real clock, also where `NOW` is set.
 */
export async function takeFrom(limit: Limit, subject: string): Promise<Allowance> {
  try {
    await limiterOf(limit).consume(keyOf(limit, subject))
    return { allowed: true }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return { allowed: false, retryAfterSeconds: secondsUntil(refusal) }
  }
}

/** Whether the limit would allow one more act of this subject now. Counts nothing. */
export async function lookAt(limit: Limit, subject: string): Promise<Allowance> {
  const taken = await limiterOf(limit).get(keyOf(limit, subject))
  if (!taken || taken.consumedPoints < limit.acts) return { allowed: true }
  return { allowed: false, retryAfterSeconds: secondsUntil(taken) }
}

/** Takes from each in turn; stops at the first that refuses. */
export async function takeFromAll(takes: readonly (readonly [Limit, string])[]): Promise<Allowance> {
  for (const [limit, subject] of takes) {
    const allowance = await takeFrom(limit, subject)
    if (!allowance.allowed) return allowance
  }
  return { allowed: true }
}

/** Forgets what this subject did: after a success, when failures were counted. */
export async function resetLimit(limit: Limit, subject: string): Promise<void> {
  await limiterOf(limit).delete(keyOf(limit, subject))
}

const secondsUntil = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000))

const limiterOf = ({ acts, spanSeconds }: Limit) =>
  new RateLimiterPostgres({
    storeClient: pool(),
    storeType: 'pool',
    tableName: 'rate_limits',
    keyPrefix: '',
    tableCreated: true,
    // lib/accounts/sweep.ts does it; a timer for each limiter would outlive it.
    clearExpiredByTimeout: false,
    points: acts,
    duration: spanSeconds,
  })

const keyOf = ({ name }: Limit, subject: string) =>
  Buffer.from(keyedHash('limits', `${name}\n${subject}`)).toString('base64url')
