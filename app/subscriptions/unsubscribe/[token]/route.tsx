import { answerPage } from '@/app/_answer/page'
import { UnsubscribedPage, UnsubscribePage } from '@/components/subscriptions/UnsubscribePage'
import { config } from '@/lib/config'
import { unsubscribe } from '@/lib/subscriptions/changes'
import { titleOf } from '@/lib/subscriptions/describe'
import { type LinkContext, linkPage, openLink } from '../../_link'

/** A page with a button. Changes nothing. */
export async function GET(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'unsubscribe', context)
  if (link instanceof Response) return link
  const { view, state } = link.subscription
  return answerPage(
    request,
    linkPage('Unsubscribe'),
    state === 'unsubscribed' ? (
      <UnsubscribedPage viewTitle={titleOf(view)} view={view} />
    ) : (
      <UnsubscribePage token={link.token} viewTitle={titleOf(view)} />
    ),
  )
}

/**
 * Unsubscribes at once: the button above, and mailbox providers by RFC 8058, which come without cookies and take no redirect.
 * The address says it all, so the body is not read.
 */
export async function POST(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'unsubscribe', context)
  if (link instanceof Response) return link
  const { id, view } = link.subscription
  await unsubscribe(id, config().clock.now())
  return answerPage(
    request,
    linkPage('You are unsubscribed'),
    <UnsubscribedPage viewTitle={titleOf(view)} view={view} />,
  )
}
