import { readMail } from '@/lib/mail/mailbox'
import { mailDocument } from '@/lib/mail/show'
import { nothingHere, openMailbox } from '../../_mailbox'

/** The HTML part by itself, for the frame on the mail's page. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const folder = openMailbox(request)
  const mail = folder ? await readMail(folder, (await params).file) : null
  if (!mail?.html) return nothingHere(request)

  const { html, csp } = mailDocument(mail.html)
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': csp,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  })
}
