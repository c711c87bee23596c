import { createHmac, timingSafeEqual } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { remembered } from '../remembered'
import { keysFor } from '../secret'
import { UUID_OCTETS, uuidOctets, uuidOf } from '../uuid'

/** Octets of a token: the delivery's UUID, a MAC over it, and one over it and the address it went to. */
const MAC_OCTETS = 8
const RECIPIENT_OCTETS = 6
const TOKEN_OCTETS = UUID_OCTETS + MAC_OCTETS + RECIPIENT_OCTETS
const TOKEN_LENGTH = (TOKEN_OCTETS * 8) / 5
/** RFC 4648's base 32 in lower case: mail servers may change the case of an address. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** A token read back. What it says is ours: nobody else can make one. */
export interface Verp {
  deliveryId: string
  /** Whether the mail went to this address: a report that speaks of another one is not believed. */
  isFor(address: string): boolean
}

/**
 * The envelope sender of one delivery (VERP): whatever comes back to it is known to be about that delivery and its recipient,
 * without a look-up and without reading the report.
 * @param bounceAddress where reports go, such as `b@example.org`; the token becomes its tag
 */
export function verpSender(delivery: { id: string; recipient: string }, bounceAddress: string): string {
  const id = uuidOctets(delivery.id)
  const [key] = keysFor('bounce')
  const token = Buffer.concat([id, macOf(key, id), recipientMacOf(key, id, delivery.recipient)])
  return tagged(bounceAddress, token)
}

/** Reads the token of an address that something was sent back to; null when this house did not make it. Never throws. */
export function readVerp(address: string): Verp | null {
  const token = tokenOf(address)
  if (!token) return null
  const id = token.subarray(0, UUID_OCTETS)
  const mac = token.subarray(UUID_OCTETS, UUID_OCTETS + MAC_OCTETS)
  const recipientMac = token.subarray(UUID_OCTETS + MAC_OCTETS)
  const key = keysFor('bounce').find((one) => timingSafeEqual(macOf(one, id), mac))
  if (!key) return null
  return {
    deliveryId: uuidOf(id),
    isFor: (recipient) => timingSafeEqual(recipientMacOf(key, id, recipient), recipientMac),
  }
}

const LEAVE_MAC_OCTETS = TOKEN_OCTETS - UUID_OCTETS
const LEAVE = 'leave by mail'

/**
 * The address to which somebody writes to leave a list (RFC 2369), good for as long as the subscription is there: other than the
 * envelope sender it needs no delivery, and the ledger forgets those.
 */
export function leaveAddress(subscriptionId: string, bounceAddress: string): string {
  const id = uuidOctets(subscriptionId)
  const token = Buffer.concat([id, leaveMacOf(keysFor(LEAVE)[0], id)])
  return tagged(bounceAddress, token)
}

/** The subscription that an address is there to leave; null when this house did not make it. Never throws. */
export function readLeaveAddress(address: string): string | null {
  const token = tokenOf(address)
  if (!token) return null
  const [id, mac] = [token.subarray(0, UUID_OCTETS), token.subarray(UUID_OCTETS)]
  const fits = keysFor(LEAVE).map((key) => timingSafeEqual(leaveMacOf(key, id), mac))
  return fits.includes(true) ? uuidOf(id) : null
}

const leaveMacOf = (key: Buffer, id: Buffer) =>
  createHmac('sha256', key).update(id).digest().subarray(0, LEAVE_MAC_OCTETS)

function tagged(bounceAddress: string, token: Buffer): string {
  const at = bounceAddress.lastIndexOf('@')
  return `${bounceAddress.slice(0, at)}+${toBase32(token)}${bounceAddress.slice(at)}`
}

function tokenOf(address: string): Buffer | null {
  const token = fromBase32(/\+([a-z2-7]+)@[^@]*$/i.exec(address.slice(-512))?.[1] ?? '')
  return token?.length === TOKEN_OCTETS ? token : null
}

const macOf = (key: Buffer, id: Buffer) => createHmac('sha256', key).update(id).digest().subarray(0, MAC_OCTETS)

const recipientMacOf = (key: Buffer, id: Buffer, recipient: string) =>
  createHmac('sha256', key).update(id).update(comparable(recipient)).digest().subarray(0, RECIPIENT_OCTETS)

/** Reports write addresses in other cases, and domains as Unicode or as A-labels. */
function comparable(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${asALabels(address.slice(at + 1))}`.normalize('NFC').toLowerCase()
}

const asALabels = remembered(256, (domain) => domainToASCII(domain) || domain)

function toBase32(octets: Buffer): string {
  let [text, bits, count] = ['', 0, 0]
  for (const octet of octets) {
    bits = (bits << 8) | octet
    for (count += 8; count >= 5; count -= 5) text += ALPHABET.charAt((bits >> (count - 5)) & 31)
    bits &= 31
  }
  return text
}

function fromBase32(text: string): Buffer | null {
  if (text.length !== TOKEN_LENGTH) return null
  const bits = text.toLowerCase().replace(/./g, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
  return Buffer.from(bits.match(/.{8}/g)?.map((octet) => Number.parseInt(octet, 2)) ?? [])
}
