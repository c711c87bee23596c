import type { Limit } from '../accounts/limits'

const HOUR = 3_600
const DAY = 24 * HOUR

/** Confirmations to one address: a form must not be a way to flood somebody's inbox. */
export const CONFIRMS_PER_ADDRESS: Limit = { name: 'confirm mails per address', acts: 1, spanSeconds: DAY }
export const CONFIRMS_PER_ADDRESS_WEEKLY: Limit = {
  name: 'confirm mails per address, weekly',
  acts: 3,
  spanSeconds: 7 * DAY,
}
/** Asked for from one network (a /24 or /64: a household, an institute behind one address), mailed or not. */
export const CONFIRMS_PER_NETWORK: Limit = { name: 'confirm mails per network', acts: 60, spanSeconds: HOUR }
/** Mails of the whole site: when it is used as a mail cannon, it stops. */
export const CONFIRMS_ALTOGETHER: Limit = { name: 'confirm mails altogether', acts: 2_000, spanSeconds: HOUR }
