import { config } from '../config'
import type { Limit } from './limits'

const MINUTE = 60
const HOUR = 60 * MINUTE

/**
 * Mails to one address that one network may ask for. By network, so that a stranger who asks again and again uses up their own
 * share and does not lock the owner out.
 */
export const MAILS_FROM_NETWORK: readonly Limit[] = [
  { name: 'sign-in mails to an address from a network', acts: 5, spanSeconds: 15 * MINUTE },
  { name: 'sign-in mails to an address from a network, daily', acts: 15, spanSeconds: 24 * HOUR },
]
/** Mails to one address from everywhere: nobody's inbox is flooded from here. */
export const MAILS_TO_ADDRESS: readonly Limit[] = [
  { name: 'sign-in mails to an address', acts: 10, spanSeconds: HOUR },
  { name: 'sign-in mails to an address, daily', acts: 30, spanSeconds: 24 * HOUR },
]

/** Mails that a network (a /24 or /64: a household, an institute behind one address) may ask for. */
export const ASKS_PER_NETWORK: Limit = { name: 'sign-in asks per network', acts: 60, spanSeconds: HOUR }
/** Codes that a network may type. Each request has its five tries besides. */
export const CODES_PER_NETWORK: Limit = { name: 'sign-in codes per network', acts: 120, spanSeconds: HOUR }
/** Mails of the whole site: when it is used as a mail cannon, it stops. */
export const ASKS_ALTOGETHER: Limit = { name: 'sign-in asks altogether', acts: 2_000, spanSeconds: HOUR }

/** How often a wrong second factor may be typed for one account. */
export const SECOND_FACTOR_TRIES: Limit = { name: 'second factor tries', acts: 5, spanSeconds: 15 * MINUTE }

/** Times as many for the machine itself, while the site is for this machine only: every visitor is the same network then. */
const LOCAL_FACTOR = 5
/** 127.0.0.0/8 and the /64 of ::1, as `networkOf` writes them. */
const LOOPBACK_NETWORK = /^(127\.|0:0:0:0::)/

/** The limit as it holds for this network. @param factor times as many for the machine itself */
export function forNetwork(limit: Limit, network: string, factor = LOCAL_FACTOR): Limit {
  const isThisMachine = config().isLocal && LOOPBACK_NETWORK.test(network)
  return isThisMachine ? { ...limit, acts: limit.acts * factor } : limit
}
