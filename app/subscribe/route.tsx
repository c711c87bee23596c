import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { answerPage, seeOther } from '@/app/_answer/page'
import { SubscribePage } from '@/components/subscriptions/SubscribePage'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { paths } from '@/lib/paths'
import { titleOf } from '@/lib/subscriptions/describe'
import { signLink } from '@/lib/subscriptions/links'
import { DigestChoice, SubscribeForm, USUAL } from '@/lib/subscriptions/request'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { ZONES } from '@/lib/subscriptions/zones'

const MANAGE_LIFE_MS = 24 * 3_600_000

/** The form; `?view=` names the list. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('view') ?? '/'
  const choice = DigestChoice.safeParse({ view: asked })
  const view = choice.success ? choice.data.view : '/'
  const reader = await readerOf(request)
  return answerPage(
    request,
    { title: 'Subscribe', path: paths.subscribeTo(view), noindex: view !== '/' },
    <SubscribePage
      viewTitle={titleOf(view)}
      view={view}
      email={reader?.email ?? ''}
      hour={String(USUAL.hour)}
      zone={config().timeZone}
      zones={ZONES}
      insteadOfPast={!choice.success}
    />,
  )
}

/** Queues the confirmation; one answer for every address. A reader signed in with the address is subscribed at once. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, SubscribeForm)
  if (!form.ok) return askAgain(request, form)

  const now = config().clock.now()
  const from = { network: networkOf(request), signedIn: await readerOf(request) }
  const outcome = await subscribe(form.data, from, now)
  if (outcome.status === 'busy') return answerBusy(request, 'subscriptions', outcome.retryAfterSeconds)
  if (outcome.status === 'asked') return seeOther(paths.subscriptionAsked(choiceOf(form.data)))
  const manageUntil = new Date(now.getTime() + MANAGE_LIFE_MS)
  return seeOther(paths.manageSubscription(signLink('manage', outcome.subscriptionId, manageUntil)))
}

const choiceOf = ({ view, rhythm, hour, zone, papers, shape }: SubscribeForm) => ({
  view,
  rhythm,
  hour,
  zone,
  papers,
  shape,
})

function askAgain(
  request: Request,
  { faults, values }: { faults: Record<string, string>; values: Record<string, string> },
): Promise<Response> {
  const choice = DigestChoice.safeParse({ view: values.view })
  const view = choice.success ? choice.data.view : '/'
  return answerPage(
    request,
    { title: 'Subscribe', status: 422 },
    <SubscribePage
      viewTitle={titleOf(view)}
      view={view}
      email={shown(values.email, 254)}
      hour={faults.hour ? String(USUAL.hour) : (values.hour ?? String(USUAL.hour))}
      zone={shown(values.zone, 64) || config().timeZone}
      zones={ZONES}
      faults={faults}
    />,
  )
}

/** What is too long to be meant is not shown again. */
const shown = (value: string | undefined, max: number) => (value && value.length <= max ? value : '')
