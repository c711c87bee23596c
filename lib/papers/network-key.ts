import { createHmac } from 'node:crypto'
import { keysFor } from '../secret'

const KEY_BYTES = 16
/** This machine and local networks, as `networkOf` of lib/http writes them: a lab's readers all come from there. */
const LOCAL = /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.|^(?:0:0:0:0|f[cd][\da-f]{2}:|fe80:)/

/**
 * What a vote knows its network by: a keyed hash that is another for each paper, so that votes for different papers cannot be told to come from
 * one place, and nobody without the secret can try networks out. Null where no limit by network makes sense.
 * @param network as `networkOf` gives it: `203.0.113.0/24`, `2001:db8:0:1::/64`, `unknown`
 */
export function networkKey(network: string, paperId: string): Uint8Array<ArrayBuffer> | null {
  if (network === 'unknown' || LOCAL.test(network)) return null
  const hash = createHmac('sha256', keysFor('vote network')[0]).update(`${paperId} ${network}`).digest()
  return new Uint8Array(hash.subarray(0, KEY_BYTES))
}
