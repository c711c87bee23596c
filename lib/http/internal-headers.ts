/** Written by the front and nobody else: it strips both from every request that comes in. */
export const PEER_HEADER = 'x-broadsheet-peer'
/** Present when the request came with a forwarding header, believed or not. */
export const FORWARDED_HEADER = 'x-broadsheet-forwarded'
