import { domainToASCII } from 'node:url'
import { z } from 'zod'

/** RFC 5321, 4.5.3.1: octets of a whole address and of the part before the @. */
const MAX_ADDRESS_OCTETS = 254
const MAX_LOCAL_OCTETS = 64
const MAX_DOMAIN_OCTETS = 253

/** RFC 5322's dot-atom, ASCII only: quoted names and SMTPUTF8 names are not mailed by every relay. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
/** What a typed domain may hold before it is turned into A-labels; no %, which URL rules would decode. */
const TYPED_DOMAIN = /^[\p{L}\p{N}\p{M}\p{Join_Control}.。-]+$/u
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const ALL_DIGITS = /^\d+$/

const NOT_AN_ADDRESS = 'That does not look like an email address. It takes one such as ada@example.org.'
const TOO_LONG = 'That email address is too long: it takes at most 254 characters, 64 of them before the @.'
const NOT_ASCII_LOCAL = 'Before the @, only plain Latin letters, digits and the usual signs can be mailed from here.'

/**
 * The one door for email addresses: text as typed → the form that is stored, compared and mailed. Lower case, an
 * international domain as A-labels (RFC 5891), spaces around it dropped. What it lets through holds no space, quote, control
 * character or second @, so it can stand in a mail's header. Linear in time for any length.
 */
export const EmailAddress = z.string().transform((typed, context) => {
  const { address, fault } = readAddress(typed)
  if (address !== undefined) return address
  context.addIssue({ code: 'custom', message: fault })
  return z.NEVER
})

type Reading = { address: string; fault?: undefined } | { address?: undefined; fault: string }

function readAddress(typed: string): Reading {
  // The length comes first, so that nothing below ever sees a long text.
  if (typed.length > 2 * MAX_ADDRESS_OCTETS) return { fault: TOO_LONG }

  const [local = '', domain = '', ...more] = typed.replace(/^ +| +$/g, '').split('@')
  if (more.length > 0 || !local || !domain) return { fault: NOT_AN_ADDRESS }
  if (Buffer.byteLength(local) > MAX_LOCAL_OCTETS) return { fault: TOO_LONG }
  if (!LOCAL.test(local)) return { fault: /^[\p{L}\p{N}\p{M}.]+$/u.test(local) ? NOT_ASCII_LOCAL : NOT_AN_ADDRESS }

  const asciiDomain = readDomain(domain)
  if (!asciiDomain) return { fault: NOT_AN_ADDRESS }
  const address = `${local.toLowerCase()}@${asciiDomain}`
  return address.length > MAX_ADDRESS_OCTETS ? { fault: TOO_LONG } : { address }
}

function readDomain(typed: string): string | null {
  if (!TYPED_DOMAIN.test(typed)) return null
  const domain = domainToASCII(typed)
  const labels = domain.split('.')
  // A last label of digits is an IPv4 address, which URL rules would even complete: 1.2 → 1.0.0.2.
  const isHostName =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !ALL_DIGITS.test(labels.at(-1) ?? '')
  return isHostName && domain.length <= MAX_DOMAIN_OCTETS ? domain : null
}
