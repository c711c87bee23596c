import { type ParsedMail, simpleParser } from 'mailparser'
import { tidy } from '../mail/smtp-failure'
import { readLeaveAddress, readVerp, type Verp } from '../mail/verp'
import { parseFields } from './fields'
import type { NothingReason, Report } from './report'

/** Reports are small; what they quote of a mail is cut by most servers. */
export const MAX_REPORT_OCTETS = 1_000_000

const nothing = (reason: NothingReason): Report => ({ kind: 'nothing', reason })

/**
 * Reads a message that came to the address of bounces: a delivery report (RFC 3464), a complaint (RFC 5965), or a wish to
 * unsubscribe. Only what carries a token of ours is believed, and of a failure only what it says of the address that the mail
 * went to. Never throws: anybody can send anything.
 * @param envelopeTo the address it was delivered to, where that is known; else its headers tell
 */
export async function readReport(message: Buffer, envelopeTo?: string): Promise<Report> {
  if (message.length > MAX_REPORT_OCTETS) return nothing('too large')
  const mail = await parse(message)
  if (!mail) return nothing('not readable')
  const type = reportTypeOf(mail)
  if (type === 'feedback-report') return readComplaint(mail, envelopeTo)
  const recipients = recipientsOf(mail, envelopeTo)
  const about = tokenOf(recipients)
  const left = about ? null : leftBy(recipients)
  if (!about && !left) return nothing('no token of ours')
  if (about && type === 'delivery-status') return readBounce(mail, about)
  if (!/^\s*unsubscribe\s*$/i.test(mail.subject ?? '')) return nothing('not a report')
  // Mails that were sent before there were addresses for leaving name the one for bounces.
  return { kind: 'unsubscribe', of: left ? { subscriptionId: left } : { deliveryId: about?.deliveryId ?? '' } }
}

function readBounce(mail: ParsedMail, about: Verp): Report {
  // RFC 3464, 2.1: fields of the message, then a group of fields for each recipient, with an empty line between.
  const groups = partOf(mail, 'message/delivery-status')
    .split(/\n(?:[ \t]*\n)+/)
    .map(parseFields)
  const failures = groups.filter((fields) => fields.get('action')?.toLowerCase() === 'failed')
  if (failures.length === 0)
    return nothing(groups.some((fields) => fields.has('action')) ? 'no failure' : 'not a report')
  for (const fields of failures) {
    const recipient = ['original-recipient', 'final-recipient']
      .map((name) => addressOf(fields.get(name)))
      .find((address) => about.isFor(address))
    const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
    if (recipient && status) {
      const detail = tidy(`${status} ${addressOf(fields.get('diagnostic-code'))}`)
      return { kind: 'bounce', about, recipient, status, detail }
    }
  }
  return nothing('another recipient')
}

function readComplaint(mail: ParsedMail, envelopeTo?: string): Report {
  const fields = parseFields(partOf(mail, 'message/feedback-report'))
  // RFC 5965, 3.2: the envelope sender of the mail complained of. Providers often leave out who complained: the token knows.
  const named = addressOf(fields.get('original-mail-from')).replace(/^<|>$/g, '')
  const quoted = partOf(mail, 'message/rfc822') || partOf(mail, 'text/rfc822-headers')
  const returnPath = /<?([^\s<>]+@[^\s<>]+)>?/.exec(parseFields(quoted).get('return-path') ?? '')?.[1] ?? ''
  const about = tokenOf([named, returnPath, ...recipientsOf(mail, envelopeTo)])
  const type = fields.get('feedback-type')?.toLowerCase() ?? ''
  if (!about) return nothing('no token of ours')
  // RFC 6650: `not-spam` takes a complaint back.
  if (!['abuse', 'fraud', 'virus', 'other', 'opt-out'].includes(type)) return nothing('no failure')
  return { kind: 'complaint', about, detail: tidy(`${type} ${fields.get('user-agent') ?? ''}`) }
}

/** Of `rfc822;ada@example.org` the address. */
const addressOf = (field = '') => field.replace(/^[^;]*;/, '').trim()

function tokenOf(addresses: readonly string[]): Verp | null {
  for (const address of addresses) {
    const verp = readVerp(address)
    if (verp) return verp
  }
  return null
}

/** The subscription that is to be left, by the address written to. */
function leftBy(addresses: readonly string[]): string | null {
  for (const address of addresses) {
    const subscriptionId = readLeaveAddress(address)
    if (subscriptionId) return subscriptionId
  }
  return null
}

/** Whom the message came to, as the servers on its way wrote down. */
function recipientsOf(mail: ParsedMail, envelopeTo?: string): string[] {
  const lines = mail.headerLines
    .filter(({ key }) => ['delivered-to', 'x-original-to', 'envelope-to', 'to'].includes(key))
    .map(({ line }) => line)
  return [envelopeTo ?? '', ...lines.flatMap((line) => line.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [])]
}

async function parse(message: Buffer): Promise<ParsedMail | null> {
  try {
    return await simpleParser(message, {
      skipTextToHtml: true,
      skipHtmlToText: true,
      skipImageLinks: true,
      keepDeliveryStatus: true,
    })
  } catch {
    return null
  }
}

/** The text of the first part of a type, with its lines as they are; empty where there is none. */
function partOf({ attachments }: ParsedMail, type: string): string {
  const part = attachments.find(({ contentType }) => contentType.toLowerCase() === type)
  return part ? part.content.toString('utf8').replace(/\r\n?/g, '\n') : ''
}

/** `delivery-status`, `feedback-report`, or whatever else the message calls itself. */
function reportTypeOf({ headerLines }: ParsedMail): string {
  const line = headerLines.find(({ key }) => key === 'content-type')?.line ?? ''
  return /;\s*report-type\s*=\s*"?([\w-]+)/i.exec(line)?.[1]?.toLowerCase() ?? ''
}
