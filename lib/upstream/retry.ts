import { setTimeout as sleep } from 'node:timers/promises'
import { UpstreamError } from '../errors'

/** Trouble that another try within seconds would not mend. */
export class LastingTrouble extends UpstreamError {}

/** Nobody is there: no address, no route, no open port. */
export class Unreachable extends UpstreamError {}

/** Somebody is there, perhaps, and said nothing in time. */
export class Unanswered extends UpstreamError {}

/** Codes that say "later", whatever the reason. */
const WORTH_ANOTHER_TRY = new Set([408, 425, 429, 500, 502, 503, 504])
const FIRST_PAUSE_MS = 1_000
const MAX_ASKED_PAUSE_MS = 24 * 3_600_000

export const isWorthAnotherTry = (status: number) => WORTH_ANOTHER_TRY.has(status)

/** How long to pause before try number `attempt` + 1: doubling, and spread so that many do not come back at once. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  return Math.round(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + random()))
}

/** How long everybody pauses when somebody says "too many requests" and not for how long. */
export const THROTTLED_MS = 20_000

/** The pause that `Retry-After` asks for (RFC 9110, 10.2.3), a day at most; null when it asks for none. */
export function askedPauseMs(retryAfter: string | null, now: Date): number | null {
  if (!retryAfter) return null
  const ms = /^\s*\d{1,9}\s*$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now.getTime()
  return ms > 0 ? Math.min(ms, MAX_ASKED_PAUSE_MS) : null
}

/**
 * The pause until a rate limit begins anew, when none of it is left: `X-RateLimit-Remaining` and `-Reset`, in seconds since the
 * epoch, as GitHub tells them (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api). Null: some is left.
 */
export function rateLimitPauseMs(headers: Headers, now: Date): number | null {
  const reset = headers.get('x-ratelimit-reset') ?? ''
  if (headers.get('x-ratelimit-remaining')?.trim() !== '0' || !/^\d{1,12}$/.test(reset)) return null
  const ms = Number(reset) * 1000 - now.getTime()
  return ms > 0 ? Math.min(ms, MAX_ASKED_PAUSE_MS) : null
}

/** How a wait is spent. */
export type Pause = (ms: number, signal: AbortSignal | undefined) => Promise<void>

/** Waits, unless the signal fires: then its reason is thrown. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error) => {
    signal?.throwIfAborted()
    throw error
  })
}
