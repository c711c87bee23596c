import { answerPage } from '@/app/_answer/page'
import { ManagePage } from '@/components/subscriptions/ManagePage'
import { UnsubscribedFromAllPage, UnsubscribedPage } from '@/components/subscriptions/UnsubscribePage'
import { readerOf } from '@/lib/accounts/session'
import { wasSent } from '@/lib/digest/send-again'
import { listSubscriptions, type SubscriptionRecord } from '@/lib/subscriptions/changes'
import { titleOf } from '@/lib/subscriptions/describe'
import { lengthInWords, scheduleInWords } from '@/lib/subscriptions/in-words'
import { slotDay } from '@/lib/subscriptions/slots'
import { ZONES } from '@/lib/subscriptions/zones'
import { dayInWords } from '@/lib/views/calendar'
import { typedValues, valuesOf } from '../../_digest-values'
import { hindranceOf } from '../../_hindrance'
import { linkIsOver, linkPage } from '../../_link'
import { shownNextMail } from '../../_next-mail'
import { isKnown } from '../../_person'

const DONE = {
  changed: 'Saved.',
  paused: 'Paused.',
  resumed: 'It comes again.',
  again: 'Your last mail is on its way again, marked as sent once more.',
  'never-sent': 'No mail of this digest was sent yet, so there is none to send again.',
  'often-enough': 'It was sent again often enough for today. Please look into the spam folder.',
  left: null,
  'left-all': null,
} as const

/** What was done just now, as it stands in the address of the page that tells so. */
export type Done = keyof typeof DONE

export const isDone = (text: string | null): text is Done => text !== null && Object.hasOwn(DONE, text)

interface Shown {
  done?: Done | null
  faults?: Record<string, string>
  /** As typed, beside the faults. */
  values?: Record<string, string>
}

/** The page of one digest, in every state that it can be in. */
export async function answerManagePage(
  request: Request,
  { token, subscription }: { token: string; subscription: SubscriptionRecord },
  { done = null, faults, values = {} }: Shown,
): Promise<Response> {
  const { state, view, readerId, pausedUntil, zone } = subscription
  if (state === 'pending') return linkIsOver(request, subscription)
  const name = subscription.name ?? titleOf(view)
  if (state === 'unsubscribed') {
    const left = done === 'left-all' ? <UnsubscribedFromAllPage /> : <UnsubscribedPage viewTitle={name} view={view} />
    return answerPage(request, linkPage('You are unsubscribed'), left)
  }
  const [all, reader, isKnownHere, next, hindrance, hasLast] = await Promise.all([
    listSubscriptions(readerId),
    readerOf(request),
    isKnown(request, subscription),
    shownNextMail(subscription),
    hindranceOf(readerId),
    wasSent(subscription.id),
  ])
  return answerPage(
    request,
    linkPage('Your digest', faults ? 422 : 200),
    <ManagePage
      token={token}
      name={name}
      view={view}
      state={state}
      schedule={scheduleInWords(subscription)}
      length={lengthInWords(subscription)}
      pausedUntil={pausedUntil && dayInWords(slotDay(pausedUntil, zone))}
      hindrance={hindrance}
      done={done && DONE[done]}
      values={typedValues(values, valuesOf(subscription))}
      zones={ZONES}
      next={next}
      hasLast={hasLast}
      others={all.length - 1}
      needsTick={!isKnownHere}
      isSignedIn={reader?.id === readerId}
      {...(faults ? { faults } : {})}
    />,
  )
}
