import { createHash } from 'node:crypto'
import MimeNode from 'nodemailer/lib/mime-node'
import { type DkimKey, dkimSignature } from './dkim'
import { headerText } from './headers'
import type { Mail } from './mail'
import { encodeTemplate, parseTemplate } from './template'

/**
 * The mail as RFC 5322 bytes: text and HTML side by side. The same mail always gives the same bytes, even its boundary. Lines are
 * short and all of it is ASCII, so that no server has a reason to change it under its signature.
 * @param dkim what it is signed with; absent: not at all
 * @returns rejects when a header could break out of its line: a bug of the caller, never sent
 */
export async function composeMessage(mail: Mail, dkim?: DkimKey): Promise<Buffer> {
  const boundary = boundaryOf(mail)
  const { text, html } = mail.encoded ?? { text: encoded(mail.text), html: encoded(mail.html) }
  const parts = [part('text/plain', text), part('text/html', html)]
  const body = `${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`
  const headers = headersOf(mail, boundary)
  const signature = dkim ? `${await dkimSignature(headers, body, dkim, mail.date)}\r\n` : ''
  return Buffer.from(`${signature}${headers}\r\n\r\n${body}`, 'latin1')
}

/** The headers of the message, folded and encoded (RFC 2047). */
function headersOf(mail: Mail, boundary: string): string {
  const node = new MimeNode(`multipart/alternative; boundary="${boundary}"`)
  node.setHeader('From', headerText('From', mail.from))
  node.setHeader('To', { name: '', address: headerText('To', mail.recipient) })
  if (mail.replyTo) node.setHeader('Reply-To', headerText('Reply-To', mail.replyTo))
  node.setHeader('Subject', headerText('Subject', mail.subject))
  node.setHeader('Message-ID', headerText('Message-ID', mail.messageId))
  node.setHeader('Date', mail.date)
  // Prepared: folding would put white space into the addresses of List-Unsubscribe.
  for (const [name, value] of mail.headers) node.addHeader(name, { prepared: true, value })
  return node.buildHeaders()
}

/** Stands in no body: quoted-printable writes no `=_`. */
function boundaryOf({ messageId }: Mail): string {
  return `=_${createHash('sha256').update(messageId).digest('hex').slice(0, 24)}`
}

const part = (type: string, body: string) =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${body}`

const encoded = (text: string) => encodeTemplate(parseTemplate(text)).pieces.join('')
