import { answerPage } from '@/app/_answer/page'
import { MailPage } from '@/components/mailbox/MailPage'
import { TOKEN_PAGE_HEADERS } from '@/lib/http/security-headers'
import { readMail } from '@/lib/mail/mailbox'
import { nothingHere, openMailbox } from '../_mailbox'

/** One mail: as it looks, as text, and all that is on its outside. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const folder = openMailbox(request)
  const mail = folder ? await readMail(folder, (await params).file) : null
  if (!mail) return nothingHere(request)

  const page = { title: mail.subject || 'A mail without a subject', headers: TOKEN_PAGE_HEADERS, noindex: true }
  return answerPage(request, page, <MailPage mail={mail} />)
}
