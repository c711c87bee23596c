import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage } from '@/app/_answer/page'
import { UnsubscribedFromAllPage, UnsubscribedPage, UnsubscribePage } from '@/components/subscriptions/UnsubscribePage'
import { config } from '@/lib/config'
import { listSubscriptions, type SubscriptionRecord, unsubscribe, unsubscribeAll } from '@/lib/subscriptions/changes'
import { titleOf } from '@/lib/subscriptions/describe'
import { type LinkContext, linkPage, openLink } from '../../_link'
import { isKnown, lacksTick } from '../../_person'

const Which = z.object({ which: z.literal('all') })

/** A page with a button. Changes nothing. */
export async function GET(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'unsubscribe', context)
  if (link instanceof Response) return link
  const { view, name, state } = link.subscription
  if (state !== 'unsubscribed') return ask(request, link)
  return answerPage(
    request,
    linkPage('Unsubscribe'),
    <UnsubscribedPage viewTitle={name ?? titleOf(view)} view={view} />,
  )
}

/**
 * Unsubscribes at once: the buttons above, with their tick, and mailbox providers by RFC 8058, which come without cookies and
 * take no redirect. The address says it all; whatever they post besides counts for nothing.
 */
export async function POST(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'unsubscribe', context)
  if (link instanceof Response) return link
  const { id, readerId, view, name } = link.subscription
  const now = config().clock.now()
  const form = await readForm(request, Which)
  if (await lacksTick(request, link.subscription, form.values)) return ask(request, link, true)
  if (form.ok) await unsubscribeAll(readerId, now)
  else await unsubscribe(id, now)
  return answerPage(
    request,
    linkPage('You are unsubscribed'),
    form.ok ? <UnsubscribedFromAllPage /> : <UnsubscribedPage viewTitle={name ?? titleOf(view)} view={view} />,
  )
}

async function ask(
  request: Request,
  { token, subscription }: { token: string; subscription: SubscriptionRecord },
  isMissing = false,
): Promise<Response> {
  const { id, readerId, view, name } = subscription
  const others = (await listSubscriptions(readerId)).filter((other) => other.id !== id).length
  const needsTick = !(await isKnown(request, subscription))
  return answerPage(
    request,
    linkPage('Unsubscribe', isMissing ? 422 : 200),
    <UnsubscribePage
      token={token}
      viewTitle={name ?? titleOf(view)}
      others={others}
      needsTick={needsTick}
      isMissing={isMissing}
    />,
  )
}
