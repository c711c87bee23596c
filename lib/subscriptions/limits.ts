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
/** Asked for from one network (a /24 or /64). */
export const CONFIRMS_PER_NETWORK: Limit = { name: 'confirm mails per network', acts: 20, spanSeconds: HOUR }
/** Of the whole site. */
export const CONFIRMS_ALTOGETHER: Limit = { name: 'confirm mails altogether', acts: 200, spanSeconds: HOUR }
