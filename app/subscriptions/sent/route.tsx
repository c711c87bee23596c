import { answerPage, answerProblem } from '@/app/_answer/page'
import { AskedPage } from '@/components/subscriptions/AskedPage'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { titleOf } from '@/lib/subscriptions/describe'
import { DigestChoice } from '@/lib/subscriptions/request'
import { shownFirstMail } from '../_next-mail'

/** After asking: what to do now, the mail that will come, and when. Nothing in its address tells who asked. */
export async function GET(request: Request): Promise<Response> {
  const choice = DigestChoice.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!choice.success) {
    const takes = choice.error.issues.map(({ message }) => message).join(' ')
    return answerProblem(request, 400, 'That address cannot be read', takes)
  }
  const { smtpUrl, isLocal } = config()
  return answerPage(
    request,
    { title: 'Confirm your subscription', noindex: true },
    <AskedPage
      viewTitle={titleOf(choice.data.view)}
      mailboxPath={smtpUrl === undefined && isLocal ? paths.mailbox : null}
      {...(await shownFirstMail(choice.data, (await readerOf(request))?.id ?? null))}
    />,
  )
}
