import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { seeOther } from '@/app/_answer/page'
import { inEvenTime } from '@/lib/accounts/even-time'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { networkOf, peerOf } from '@/lib/http/peer'
import { paths } from '@/lib/paths'
import { askedHereCookie } from '@/lib/subscriptions/asked-here'
import { FULL } from '@/lib/subscriptions/in-words'
import { signLink } from '@/lib/subscriptions/links'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { answerSubscribePage } from './_answer-form'

const MANAGE_LIFE_MS = 24 * 3_600_000
const ONCE_MORE =
  'Please look it over and press Subscribe once more. This keeps out programs that fill in forms by the thousand.'
const NOT_YOURS = 'That list is one reader’s own. Sign in, and subscribe with the address you are signed in with.'
const NO_MAIL = 'The domain of that address takes no mail. Is it spelled right?'

/** The form; `?view=` names the list. */
export function GET(request: Request): Promise<Response> {
  const view = new URL(request.url).searchParams.get('view') ?? '/'
  return answerSubscribePage(request, { typed: { view } })
}

/**
 * Queues the confirmation; one answer for every address, and in the same time. A reader signed in with the address is
 * subscribed at once. `act=preview` only shows the mail that would come.
 */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, SubscribeForm)
  const typed = form.values
  if (typed.act === 'preview') return answerSubscribePage(request, { typed, isPreview: true })
  if (!form.ok) return answerSubscribePage(request, { status: 422, typed, faults: form.faults })

  const now = config().clock.now()
  const asker = { peer: peerOf(request), network: networkOf(request), signedIn: await readerOf(request) }
  const outcome = await inEvenTime(() => subscribe(form.data, asker, now))
  switch (outcome.status) {
    case 'busy':
      return answerBusy(request, 'subscriptions', outcome.retryAfterSeconds)
    case 'ask-again':
      return answerSubscribePage(request, { status: 422, typed, notice: ONCE_MORE, keepStamp: outcome.tooSoon })
    case 'not-yours':
      return answerSubscribePage(request, { status: 422, typed, faults: { view: NOT_YOURS }, notice: NOT_YOURS })
    case 'undeliverable':
      return answerSubscribePage(request, { status: 422, typed, faults: { email: NO_MAIL } })
    case 'full':
      return answerSubscribePage(request, { status: 422, typed, notice: FULL })
    case 'asked':
      return seeOther(paths.subscriptionAsked(wishesOf(form.data)), {
        'set-cookie': askedHereCookie(form.data.email, now),
      })
    case 'confirmed': {
      const manageUntil = new Date(now.getTime() + MANAGE_LIFE_MS)
      return seeOther(paths.manageSubscription(signLink('manage', outcome.subscriptionId, manageUntil)))
    }
  }
}

/** What may stand in an address: neither who asked nor what they call it. */
const wishesOf = ({ view, rhythm, hour, zone, papers, shape }: SubscribeForm) => ({
  view,
  rhythm,
  hour,
  zone,
  papers,
  shape,
})
