import type { Verp } from '../mail/verp'

/** What a mail that came back says, as far as it can be believed. */
export type Report =
  /** The address is not there, or the mailbox is full, or the mail was not wanted: `status` tells (RFC 3463). */
  | { kind: 'bounce'; about: Verp; recipient: string; status: string; detail: string }
  /** A reader called the mail spam (RFC 5965). */
  | { kind: 'complaint'; about: Verp; detail: string }
  /** A reader wrote to the address of List-Unsubscribe (RFC 2369). */
  | { kind: 'unsubscribe'; of: { subscriptionId: string } | { deliveryId: string } }
  /** Nothing to act upon; the reason is for whoever asks why. */
  | { kind: 'nothing'; reason: NothingReason }

export type NothingReason =
  /** No address of this message carries a token of ours: anybody may have written it. */
  | 'no token of ours'
  | 'too large'
  | 'not readable'
  /** A vacation notice, an answer by a person, an advertisement. */
  | 'not a report'
  /** Delayed, delivered, relayed: the mail is under way or there. */
  | 'no failure'
  /** It speaks of an address that this mail did not go to. */
  | 'another recipient'

/** What a bounce means for the address. */
export type BounceVerdict = 'gone' | 'full' | 'other'

/** RFC 3463: subjects that say the address itself is not there. 5.1.7 and 5.1.8 speak of the sender. */
const GONE = /^5\.(1\.(0|1|2|3|6|9|10)|2\.1)$/
const FULL = /^[45]\.2\.2$/

/**
 * Judges the status of a failure. What is refused for what it is, or for where it comes from (5.7.x), says nothing of the address.
 * Free text is never looked at.
 */
export function judgeBounce(status: string): BounceVerdict {
  if (GONE.test(status)) return 'gone'
  return FULL.test(status) ? 'full' : 'other'
}
