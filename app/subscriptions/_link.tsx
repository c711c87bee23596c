import { answerPage, answerProblem } from '@/app/_answer/page'
import { LinkOverPage } from '@/components/subscriptions/LinkOverPage'
import { config } from '@/lib/config'
import { TOKEN_PAGE_HEADERS } from '@/lib/http/security-headers'
import { findSubscription, type SubscriptionRecord } from '@/lib/subscriptions/changes'
import { type LinkPurpose, readLink } from '@/lib/subscriptions/links'

/** What a handler behind a signed link gets from the framework. */
export interface LinkContext {
  params: Promise<{ token: string }>
}

/** For every answer behind a signed link. */
export const linkPage = (title: string, status = 200) => ({
  title,
  status,
  headers: TOKEN_PAGE_HEADERS,
  noindex: true,
})

/** Opens a signed link: the subscription it stands for, or the page that says why not. */
export async function openLink(
  request: Request,
  purpose: LinkPurpose,
  { params }: LinkContext,
): Promise<{ token: string; subscription: SubscriptionRecord } | Response> {
  const { token } = await params
  const link = readLink(purpose, token, config().clock.now())
  if (link.status === 'forged') return answerBrokenLink(request)
  const subscription = await findSubscription(link.subscriptionId)
  return link.status === 'over' || !subscription ? linkIsOver(request, subscription) : { token, subscription }
}

/** 404: no link of ours reads like this. */
export function answerBrokenLink(request: Request): Promise<Response> {
  return answerProblem(
    request,
    404,
    'This link is not whole',
    'Mail programs sometimes break long addresses: copy the whole address from the mail, up to its last letter.',
  )
}

/** 410: it was here once. */
export function linkIsOver(request: Request, subscription: SubscriptionRecord | null): Promise<Response> {
  return answerPage(request, linkPage('This link is over', 410), <LinkOverPage view={subscription?.view ?? '/'} />)
}
