import { isIPv4, isIPv6 } from 'node:net'
import { isLoopback } from '../config'
import { FORWARDED_HEADER, PEER_HEADER } from './internal-headers'

/**
 * The client's network as text: the /24 of an IPv4 address, the /64 of an IPv6 address; limits count by it. Honours
 * `TRUST_PROXY`. `unknown`: the request did not come through the front.
 */
export function networkOf(request: Request): string {
  const address = plainAddress(request.headers.get(PEER_HEADER) ?? '')
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  if (isIPv6(address)) return `${groupsOf(address).slice(0, 4).join(':')}::/64`
  return 'unknown'
}

/** The client's address as text, for limits that tell one machine of a network from another. Honours `TRUST_PROXY`. */
export const peerOf = (request: Request): string => plainAddress(request.headers.get(PEER_HEADER) ?? 'unknown')

/**
 * Whether somebody at this very machine asks, straight and by its loopback name: loopback peer, loopback `Host`, no forwarding
 * header. A page of another site that got its name to resolve to 127.0.0.1 fails by its `Host`.
 */
export function isFromThisMachine(request: Request): boolean {
  const host = `http://${request.headers.get('host') ?? ''}`
  return (
    !request.headers.has(FORWARDED_HEADER) &&
    isLoopback(plainAddress(request.headers.get(PEER_HEADER) ?? '')) &&
    URL.canParse(host) &&
    isLoopback(new URL(host).hostname)
  )
}

/**
 * The client's address: the socket's, or the one that the outermost of `trustProxy` proxies saw.
 * @param forwardedFor the `X-Forwarded-For` header; its last entry was added by the proxy next to us
 */
export function clientAddress(socketAddress: string, forwardedFor: string, trustProxy: number): string {
  const hops = forwardedFor
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
    .filter((hop) => isIPv4(hop) || isIPv6(hop))
  return trustProxy > 0 ? (hops.at(-trustProxy) ?? hops[0] ?? socketAddress) : socketAddress
}

/** Without port, brackets and zone; `::ffff:192.0.2.1` is 192.0.2.1. */
function plainAddress(address: string): string {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '')
  const withoutPort = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(bare) ? bare.replace(/:\d+$/, '') : bare
  return withoutPort.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/** The eight groups of an IPv6 address, without leading zeros, lower case. */
function groupsOf(address: string): string[] {
  // The URL parser is a checker and a normaliser at once.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const first = head.split(':').filter(Boolean)
  const last = (tail ?? '').split(':').filter(Boolean)
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last]
}
