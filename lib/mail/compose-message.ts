import MimeNode from 'nodemailer/lib/mime-node'
import { cidOf } from '@/emails/cid'
import { remembered } from '../remembered'
import { parseTemplate } from '../template'
import { type DkimKey, dkimSignature } from './dkim'
import { headerText } from './headers'
import type { InlinePicture, Mail } from './mail'
import { type Chunks, encodeTemplate, joinChunks } from './template'
import { canStandInIt, type WireText } from './wire-text'

/** Stand in no body: quoted-printable and base 64 write no `=_`. */
const PARTS = '=_parts'
const SHOWN = '=_shown'
const headOf = (type: string) =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`
const TEXT = `--${PARTS}\r\n${headOf('text/plain')}`
const HTML = headOf('text/html')
/** The HTML and the pictures that it shows are one part (RFC 2387, 2392). */
const RELATED = `Content-Type: multipart/related; type="text/html"; boundary="${SHOWN}"\r\n\r\n--${SHOWN}\r\n`

/**
 * The mail as RFC 5322 bytes: text and HTML side by side, the HTML with the pictures that it shows. The same mail always gives the same bytes. Lines are
 * short and all of it is ASCII, so that no server has a reason to change it under its signature.
 * @param dkim what it is signed with; absent: not at all
 * @returns rejects when a header could break out of its line: a bug of the caller, never sent
 */
export async function composeMessage(mail: Mail, dkim?: DkimKey): Promise<WireText> {
  const { text, html } = mail.encoded ?? { text: encoded(mail.text), html: encoded(mail.html) }
  const shown = mail.inline?.length ? withPictures(html, mail.inline) : [HTML, ...html]
  const body = [TEXT, ...text, `\r\n--${PARTS}\r\n`, ...shown, `\r\n--${PARTS}--\r\n`]
  const headers = headersOf(mail)
  const signature = dkim && (await dkimSignature(headers, joinChunks(body).toString('latin1'), dkim, mail.date))
  return joinChunks([signature ? `${signature}\r\n` : '', headers, '\r\n\r\n', ...body]) as WireText
}

/** The headers of the message, folded and encoded (RFC 2047). */
function headersOf(mail: Mail): string {
  const { from, recipient, replyTo, subject, messageId, date, headers } = mail
  const lines = [
    encodedHeader(`From: ${headerText('From', from)}`),
    encodedHeader(`To: ${headerText('To', recipient)}`, PLAIN_ADDRESS),
    ...(replyTo ? [encodedHeader(`Reply-To: ${headerText('Reply-To', replyTo)}`)] : []),
    encodedHeader(`Subject: ${headerText('Subject', subject)}`),
    `Message-ID: ${headerText('Message-ID', messageId)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    // As they are: folding would put white space into the addresses of List-Unsubscribe.
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${PARTS}"`,
  ]
  // An empty subject is none.
  const block = lines.filter((line) => line !== '').join('\r\n')
  if (!canStandInIt(block)) throw new Error('not the headers of a message')
  return block
}

/** An address that is written as it is, and fits on its line. */
const PLAIN_ADDRESS = /^To: [\w.+=-]+@[a-z0-9.-]+$/
/** RFC 5322, 2.1.1: what a line should hold. */
const LINE = 78

/** @param plain what needs no encoding, and is not worth keeping */
const encodedHeader = (line: string, plain?: RegExp): string =>
  plain?.test(line) && line.length <= LINE ? line : encodedOnce(line)

/** Most mails of an hour share sender and subject. */
const encodedOnce = remembered(256, (line) => {
  const at = line.indexOf(': ')
  const name = line.slice(0, at)
  const value = line.slice(at + 2)
  const node = new MimeNode('text/plain')
  node.setHeader(name, name === 'To' ? { name: '', address: value } : value)
  const lines = node.buildHeaders().split(/\r\n(?![ \t])/)
  return lines.find((header) => header.startsWith(`${name}:`)) ?? ''
})

const withPictures = (html: Chunks, inline: readonly InlinePicture[]): Chunks => [
  RELATED,
  HTML,
  ...html,
  ...inline.flatMap((picture) => [`\r\n--${SHOWN}\r\n`, picturePart(picture)]),
  `\r\n--${SHOWN}--`,
]

const pictureParts = new WeakMap<InlinePicture, Buffer>()

/** Made once for all mails that show it. */
function picturePart(picture: InlinePicture): Buffer {
  const known = pictureParts.get(picture)
  if (known) return known
  const { file, type, base64 } = picture
  const part = Buffer.from(
    `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <${cidOf(file)}>\r\n` +
      `Content-Disposition: inline; filename="${file}"\r\n\r\n${base64.replace(/.{76}/g, '$&\r\n').trimEnd()}`,
    'latin1',
  )
  pictureParts.set(picture, part)
  return part
}

const encoded = (text: string): Chunks => encodeTemplate(parseTemplate(text)).pieces
