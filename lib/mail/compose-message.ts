import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { headerText } from './headers'
import type { Mail } from './mail'

/**
 * The mail as RFC 5322 bytes: text and HTML side by side. The same mail always gives the same bytes, even its boundary.
 * @returns rejects when a header could break out of its line: a bug of the caller, never sent
 */
export async function composeMessage(mail: Mail): Promise<Buffer> {
  const message = new MailComposer({
    from: headerText('From', mail.from),
    to: { name: '', address: headerText('To', mail.recipient) },
    ...(mail.replyTo ? { replyTo: headerText('Reply-To', mail.replyTo) } : {}),
    subject: headerText('Subject', mail.subject),
    messageId: headerText('Message-ID', mail.messageId),
    date: mail.date,
    text: mail.text,
    html: mail.html,
    // Prepared: folding would put white space into the addresses of List-Unsubscribe.
    headers: mail.headers.map(([key, value]) => ({ key, value: { prepared: true, value } })),
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return message.compile().build()
}
