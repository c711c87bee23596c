import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage } from '@/app/_answer/page'
import { UnsubscribedFromAllPage, UnsubscribedPage, UnsubscribePage } from '@/components/subscriptions/UnsubscribePage'
import { config } from '@/lib/config'
import { listSubscriptions, unsubscribe, unsubscribeAll } from '@/lib/subscriptions/changes'
import { titleOf } from '@/lib/subscriptions/describe'
import { type LinkContext, linkPage, openLink } from '../../_link'

const Which = z.object({ which: z.literal('all') })

/** A page with a button. Changes nothing. */
export async function GET(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'unsubscribe', context)
  if (link instanceof Response) return link
  const { view, name, state, readerId } = link.subscription
  const viewTitle = name ?? titleOf(view)
  if (state === 'unsubscribed')
    return answerPage(request, linkPage('Unsubscribe'), <UnsubscribedPage viewTitle={viewTitle} view={view} />)
  const others = (await listSubscriptions(readerId)).filter(({ id }) => id !== link.subscription.id).length
  return answerPage(
    request,
    linkPage('Unsubscribe'),
    <UnsubscribePage token={link.token} viewTitle={viewTitle} others={others} />,
  )
}

/**
 * Unsubscribes at once: the buttons above, and mailbox providers by RFC 8058, which come without cookies and take no redirect.
 * The address says it all; whatever is posted besides, but for the button of all digests, counts for nothing.
 */
export async function POST(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'unsubscribe', context)
  if (link instanceof Response) return link
  const { id, readerId, view, name } = link.subscription
  const now = config().clock.now()
  const isAll = (await readForm(request, Which)).ok
  if (isAll) await unsubscribeAll(readerId, now)
  else await unsubscribe(id, now)
  return answerPage(
    request,
    linkPage('You are unsubscribed'),
    isAll ? <UnsubscribedFromAllPage /> : <UnsubscribedPage viewTitle={name ?? titleOf(view)} view={view} />,
  )
}
