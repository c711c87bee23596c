import type { IncomingHttpHeaders } from 'node:http'

/** Written by the front and nobody else: it strips both from every request that comes in. */
export const PEER_HEADER = 'x-broadsheet-peer'
/** Present when the request came with a forwarding header, believed or not. */
export const FORWARDED_HEADER = 'x-broadsheet-forwarded'

/**
 * Request headers that steer the framework or claim to be written inside the house. Most advisories of Next.js and React of
 * the last years start with one of these; no page of ours needs any.
 */
const INTERNAL =
  /^(next-|rsc$|x-(middleware|nextjs|next|invoke|now|vercel|matched|prerender|rewrite|original|action|http-method|broadsheet)\b)/
/** What a proxy in front says of the client; read by `clientAddress`, never passed on. */
const FORWARDING = /^(forwarded$|x-forwarded-|x-real-ip$|x-client-ip$|via$)/
/** Hop by hop: an upgrade is never offered. */
const HOP = /^(upgrade|http2-settings)$/

/** Drops every header above, in place. @returns whether a forwarding header was among them */
export function stripInternalHeaders(headers: IncomingHttpHeaders): boolean {
  let isForwarded = false
  for (const name of Object.keys(headers)) {
    if (FORWARDING.test(name)) isForwarded = true
    else if (!INTERNAL.test(name) && !HOP.test(name)) continue
    delete headers[name]
  }
  return isForwarded
}
