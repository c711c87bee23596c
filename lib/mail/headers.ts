import { createHash } from 'node:crypto'
import { remembered } from '../remembered'
import type { MailKind } from './kinds'
import type { MailEnvelope, MailHeader } from './mail'

/** The subject of a mail that leaves a list (RFC 2369, 3.2). */
const UNSUBSCRIBE_SUBJECT = 'unsubscribe'

/** RFC 5322, 2.1.1: octets of a line at most, and room for the header's name. */
const MAX_VALUE_OCTETS = 900

/** Mails of a subscription can be left by their headers; those that a person asked for a moment ago cannot. */
const IS_OF_A_LIST: Readonly<Record<MailKind, boolean>> = {
  digest: true,
  welcome: true,
  comment: true,
  confirm: false,
  'sign-in': false,
  invitation: false,
  claim: false,
}

/**
 * The headers of one mail beyond From, To, Subject, Date and Message-ID.
 *
 * Every mail says that a program sent it (RFC 3834), so that no vacation notice answers. Digests are a list (RFC 2919,
 * 2369) that is left by one POST (RFC 8058); mails that a person asked for a moment ago are none and carry no List-*.
 * @throws Error when a value could break out of its line: a bug of the caller, never sent.
 */
export function headersOf(
  kind: MailKind,
  siteName: string,
  viewUrl: string | null,
  envelope: MailEnvelope,
): MailHeader[] {
  return [
    ...BY_A_PROGRAM,
    header('Feedback-ID', feedbackId(kind, envelope)),
    ...(IS_OF_A_LIST[kind] ? listHeaders(siteName, viewUrl, envelope) : []),
  ]
}

const BY_A_PROGRAM = [header('Auto-Submitted', 'auto-generated'), header('X-Auto-Response-Suppress', 'All')]
const BULK = header('Precedence', 'bulk')
const ONE_CLICK = header('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click')

function listHeaders(siteName: string, viewUrl: string | null, envelope: MailEnvelope): MailHeader[] {
  const { listId } = envelope
  const links = envelope.links ?? envelope.stop
  const headers = [BULK]
  if (listId) headers.push(header('List-Id', `${quoted(siteName)} <${listId}>`))
  // The list of a long search has no header that could hold its address; the mail itself links to it.
  if (viewUrl && viewUrl.length < MAX_VALUE_OCTETS) headers.push(header('List-Archive', `<${viewUrl}>`))
  headers.push(header('List-Owner', `<mailto:${ownerOf(envelope)}>`))
  if (links) {
    // Who unsubscribes by mail writes to where undeliverable mail comes back, too: the address says what is to be left.
    const byMail = links.leaveAddress ? `, <mailto:${links.leaveAddress}?subject=${UNSUBSCRIBE_SUBJECT}>` : ''
    headers.push(
      header('List-Unsubscribe', `<${links.oneClickUrl}>${byMail}`),
      ONE_CLICK,
      header('List-Help', `<${links.manageUrl}>`),
    )
  }
  return headers
}

/** Somebody who reads: where answers go, else whoever is named as the sender. */
const ownerOf = ({ replyTo, from }: MailEnvelope): string => addressIn(replyTo ?? from)

const addressIn = remembered(4, (from) => {
  const [address = from] = /[^\s<>]+@[^\s<>]+/.exec(from) ?? []
  return address.replace(/[^!-;=?-~]/g, '')
})

/**
 * The one door for header values.
 * @throws Error for anything but printable ASCII on one line.
 */
export function header(name: string, value: string): MailHeader {
  if (!/^[A-Za-z][A-Za-z-]*$/.test(name) || !/^[\x20-\x7e]+$/.test(value) || value.length > MAX_VALUE_OCTETS) {
    throw new Error(`not a header: ${JSON.stringify(name.slice(0, 80))}`)
  }
  return [name, value]
}

/** The same for what may hold any script (subjects, names): those are encoded later, but a control never passes. */
export function headerText(name: string, value: string): string {
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value) || Buffer.byteLength(value) > MAX_VALUE_OCTETS) {
    throw new Error(`not a header: ${JSON.stringify(name)}`)
  }
  return value
}

/**
 * The Message-ID of a delivery: the same at every attempt, so that a mail sent twice can be seen to be one.
 * @param key what makes the delivery unique, such as its row's id
 * @param baseUrl the site's public address
 */
export function messageIdOf(key: string, baseUrl: string): string {
  const digest = createHash('sha256').update(`${baseUrl}\n${key}`).digest('hex').slice(0, 40)
  return `<${digest}@${hostOf(baseUrl)}>`
}

/** `daily-trending.papers.example.org` for a list's name and the site: RFC 2919 wants a domain of ours below it. */
export const listIdOf = (name: string, baseUrl: string): string => `${labelOf(name)}.${hostOf(baseUrl)}`

const labelOf = remembered(256, (name) => {
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  return label || 'list'
})

const hostOf = remembered(4, (baseUrl) => new URL(baseUrl).hostname)

/** Groups mails in Gmail's Postmaster Tools, by issue, list, kind and site; never by reader. */
function feedbackId(kind: MailKind, { listId, issueId, messageId }: MailEnvelope): string {
  const site = messageId.slice(messageId.lastIndexOf('@') + 1, -1)
  return [issueId?.slice(0, 8) ?? 'none', listId?.split('.')[0] ?? kind, kind, site.replaceAll(':', '')].join(':')
}

/** A phrase of RFC 5322 as a quoted string; names outside ASCII are left out rather than encoded, List-Id is for programs. */
function quoted(phrase: string): string {
  return `"${phrase.replace(/[^\x20-\x7e]/g, '').replace(/["\\]/g, '\\$&')}"`
}
