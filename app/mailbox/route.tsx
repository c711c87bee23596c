import { answerPage } from '@/app/_answer/page'
import { Mailbox } from '@/components/mailbox/Mailbox'
import { listMails } from '@/lib/mail/mailbox'
import { paths } from '@/lib/paths'
import { nothingHere, openMailbox } from './_mailbox'

/** The mails that would have gone out, newest first. */
export async function GET(request: Request): Promise<Response> {
  const folder = openMailbox(request)
  if (!folder) return nothingHere(request)

  const mails = await listMails(folder)
  return answerPage(request, { title: 'Mailbox', path: paths.mailbox, noindex: true }, <Mailbox mails={mails} />)
}
