import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { seeOther } from '@/app/_answer/page'
import { config } from '@/lib/config'
import { sendAgain } from '@/lib/digest/send-again'
import { paths } from '@/lib/paths'
import {
  change,
  pause,
  resume,
  type SubscriptionRecord,
  unsubscribe,
  unsubscribeAll,
} from '@/lib/subscriptions/changes'
import { changeFields, foldRhythm, PauseUntil } from '@/lib/subscriptions/request'
import { startOfDay } from '@/lib/subscriptions/slots'
import { type LinkContext, openLink } from '../../_link'
import { lacksTick } from '../../_person'
import { answerManagePage, isDone } from './_answer-digest'

const ManageForm = z.preprocess(
  foldRhythm,
  z.discriminatedUnion('act', [
    z.object({ act: z.enum(['resume', 'again', 'unsubscribe', 'unsubscribe-all']) }),
    z.object({ act: z.literal('pause'), until: PauseUntil }),
    z.object({ ...changeFields, act: z.literal('reschedule') }),
  ]),
)
type ManageForm = z.infer<typeof ManageForm>

const UNTICKED = { person: 'It takes the tick.' }
const TAKEN = { rhythm: 'You have this list in this rhythm already.' }
const TOO_SOON = { until: 'It takes a day that is still to come, within a year.' }
const LONGEST_PAUSE_MS = 366 * 24 * 3_600_000

/** The digest as it is, the next mail, and the forms that change it. `?done=` tells what was done just now. */
export async function GET(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'manage', context)
  if (link instanceof Response) return link
  const done = new URL(request.url).searchParams.get('done')
  return answerManagePage(request, link, { done: isDone(done) ? done : null })
}

export async function POST(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'manage', context)
  if (link instanceof Response) return link
  const form = await readForm(request, ManageForm)
  if (!form.ok) return answerManagePage(request, link, form)
  if (await lacksTick(request, link.subscription, form.values)) {
    return answerManagePage(request, link, { faults: UNTICKED, values: form.values })
  }
  const outcome = await act(link.subscription, form.data)
  if (typeof outcome === 'object') return answerManagePage(request, link, { faults: outcome, values: form.values })
  return seeOther(paths.manageSubscription(link.token, outcome))
}

/** @returns what was done, or the faults that kept it from being done */
async function act(subscription: SubscriptionRecord, form: ManageForm) {
  const now = config().clock.now()
  const { id, readerId, zone } = subscription
  switch (form.act) {
    case 'pause': {
      const until = form.until === null ? null : startOfDay(form.until, zone)
      if (until && (until <= now || until.getTime() > now.getTime() + LONGEST_PAUSE_MS)) return TOO_SOON
      await pause(id, until)
      return 'paused'
    }
    case 'resume':
      await resume(id, now)
      return 'resumed'
    case 'again':
      return AGAIN[(await sendAgain(subscription, now)).status]
    case 'unsubscribe':
      await unsubscribe(id, now)
      return 'left'
    case 'unsubscribe-all':
      await unsubscribeAll(readerId, now)
      return 'left-all'
    case 'reschedule': {
      const { act, ...wishes } = form
      return (await change(id, wishes, now)) === 'taken' ? TAKEN : 'changed'
    }
  }
}

const AGAIN = { queued: 'again', 'never-sent': 'never-sent', 'often-enough': 'often-enough' } as const
