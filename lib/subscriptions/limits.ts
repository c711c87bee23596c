import type { Limit } from '../accounts/limits'
import { forNetwork } from '../accounts/sign-in-limits'

const HOUR = 3_600
const DAY = 24 * HOUR

/** Confirmations to one mailbox, under whatever spelling: a form must not be a way to flood somebody's inbox. */
export const CONFIRMS_PER_ADDRESS: Limit = { name: 'confirm mails per address', acts: 1, spanSeconds: DAY }
export const CONFIRMS_PER_ADDRESS_WEEKLY: Limit = {
  name: 'confirm mails per address, weekly',
  acts: 3,
  spanSeconds: 7 * DAY,
}
/** Asked for from one machine, mailed or not. */
export const CONFIRMS_PER_PEER: Limit = { name: 'confirm mails per peer', acts: 5, spanSeconds: HOUR }
/** Asked for from one network (a /24 or /64: a household, an institute), mailed or not. */
export const CONFIRMS_PER_NETWORK: Limit = { name: 'confirm mails per network', acts: 20, spanSeconds: HOUR }
/** Mails of the whole site: when it is used as a mail cannon, it stops. Readers who sign in first are not counted. */
export const CONFIRMS_ALTOGETHER: Limit = { name: 'confirm mails altogether', acts: 200, spanSeconds: HOUR }

/** Digests that one reader can have, paused ones too. Each may be a list of its own, which is an issue of its own to compose. */
export const MOST_DIGESTS = 50
/** What a reader who is signed in asks for, kept or left again. */
export const SUBSCRIPTIONS_PER_READER: Limit = { name: 'subscriptions per reader', acts: 100, spanSeconds: DAY }

/** A site for this machine only is asked by whoever sits at it, and by programs that try it out. */
const LOCAL_FACTOR = 50

/** The limit as it holds for whoever asks from this network. */
export const here = (limit: Limit, network: string): Limit => forNetwork(limit, network, LOCAL_FACTOR)
