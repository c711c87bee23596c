import { readForm } from '@/app/_answer/form'
import { answerPage, seeOther } from '@/app/_answer/page'
import { ConfirmPage } from '@/components/subscriptions/ConfirmPage'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { askedFor } from '@/lib/subscriptions/asked-anew'
import { confirm, type SubscriptionRecord } from '@/lib/subscriptions/changes'
import { titleOf } from '@/lib/subscriptions/describe'
import { FULL, scheduleInWords } from '@/lib/subscriptions/in-words'
import { signLink } from '@/lib/subscriptions/links'
import { ChangeForm } from '@/lib/subscriptions/request'
import { ZONES } from '@/lib/subscriptions/zones'
import { typedValues, valuesOf } from '../../_digest-values'
import { type LinkContext, linkIsOver, linkPage, openLink } from '../../_link'
import { isKnown, lacksTick } from '../../_person'

const MANAGE_LIFE_MS = 24 * 3_600_000
const UNTICKED = { person: 'It takes the tick.' }
const TAKEN = 'You have this list in this rhythm already.'

/** Shows what will be confirmed. Changes nothing; once confirmed, leads to the subscription. */
export async function GET(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'confirm', context)
  if (link instanceof Response) return link
  const { subscription, token } = link
  const asked = askedFor(subscription)
  if (asked) return askToConfirm(request, token, asked)
  return subscription.state === 'unsubscribed' ? linkIsOver(request, subscription) : toSubscription(subscription.id)
}

/** Confirms, with the wishes of the form; of a browser that did not ask for it, the form takes a tick as well. Done twice, it is confirmed once. */
export async function POST(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'confirm', context)
  if (link instanceof Response) return link
  const { token } = link
  const subscription = askedFor(link.subscription) ?? link.subscription
  const form = await readForm(request, ChangeForm)
  if (!form.ok) return askToConfirm(request, token, subscription, form)
  if (await lacksTick(request, subscription, form.values)) {
    return askToConfirm(request, token, subscription, { faults: UNTICKED, values: form.values })
  }

  const outcome = await confirm(subscription.id, form.data, config().clock.now())
  if (outcome === 'taken') return askToConfirm(request, token, subscription, { faults: { rhythm: TAKEN } })
  if (outcome === 'full') return askToConfirm(request, token, subscription, { faults: { form: FULL } })
  return outcome === 'confirmed' || outcome === 'confirmed-before'
    ? toSubscription(subscription.id)
    : linkIsOver(request, subscription)
}

async function askToConfirm(
  request: Request,
  token: string,
  subscription: SubscriptionRecord,
  { faults, values = {} }: { faults?: Record<string, string>; values?: Record<string, string> } = {},
): Promise<Response> {
  return answerPage(
    request,
    linkPage('Confirm your subscription', faults ? 422 : 200),
    <ConfirmPage
      token={token}
      viewTitle={titleOf(subscription.view)}
      schedule={scheduleInWords(subscription)}
      values={typedValues(values, valuesOf(subscription))}
      zones={ZONES}
      needsTick={!(await isKnown(request, subscription))}
      {...(faults ? { faults } : {})}
    />,
  )
}

function toSubscription(id: string): Response {
  const until = new Date(config().clock.now().getTime() + MANAGE_LIFE_MS)
  return seeOther(paths.manageSubscription(signLink('manage', id, until)))
}
