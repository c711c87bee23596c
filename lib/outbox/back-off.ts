import type { MailKind } from './types'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

/** Greylisting lets mail in after minutes; a person who waits for a code is worth asking sooner. */
const RESTS_MS: Readonly<Record<MailKind, readonly number[]>> = {
  'sign-in': [15 * SECOND_MS, 30 * SECOND_MS, MINUTE_MS],
  confirm: [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 45 * MINUTE_MS, 120 * MINUTE_MS],
  invitation: [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 45 * MINUTE_MS, 120 * MINUTE_MS],
  welcome: [5 * MINUTE_MS, 15 * MINUTE_MS, 45 * MINUTE_MS, 120 * MINUTE_MS, 360 * MINUTE_MS],
  copy: [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 45 * MINUTE_MS, 120 * MINUTE_MS],
  claim: [5 * MINUTE_MS, 15 * MINUTE_MS, 45 * MINUTE_MS, 120 * MINUTE_MS, 360 * MINUTE_MS],
  comment: [5 * MINUTE_MS, 15 * MINUTE_MS, 45 * MINUTE_MS, 120 * MINUTE_MS, 360 * MINUTE_MS],
  digest: [5 * MINUTE_MS, 15 * MINUTE_MS, 45 * MINUTE_MS, 120 * MINUTE_MS, 360 * MINUTE_MS],
}

/** The rest of every mail while the server cannot be reached: soon, since one look tells for all of them. */
export const UNREACHABLE_REST_MS = 15 * SECOND_MS
/** The same while the server refuses us altogether (password, TLS): somebody has to set that right first. */
export const REFUSED_REST_MS = MINUTE_MS

/** A rest is up to a fifth longer than it says. */
const JITTER = 0.2

/**
 * How long a mail rests after the server put it off for the nth time, counted from one. The last rest repeats, up to the deadline.
 * @param jitter from 0 to 1: mails that were put off together come back apart
 */
export function restAfter({ attempts, kind, jitter }: { attempts: number; kind: MailKind; jitter: number }): number {
  const rests = RESTS_MS[kind]
  return (rests[Math.min(attempts, rests.length) - 1] ?? MINUTE_MS) * (1 + JITTER * jitter)
}
