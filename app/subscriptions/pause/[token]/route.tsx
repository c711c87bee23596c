import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage, seeOther } from '@/app/_answer/page'
import { PausePage } from '@/components/subscriptions/PausePage'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { pause } from '@/lib/subscriptions/changes'
import { titleOf } from '@/lib/subscriptions/describe'
import { slotDay, startOfDay } from '@/lib/subscriptions/slots'
import { type LinkContext, linkIsOver, linkPage, openLink } from '../../_link'

const DAY_MS = 24 * 3_600_000

/** Days of rest that a reader can choose; none: until they resume it. */
const PauseForm = z.object({
  days: z.enum(['7', '14', '30', 'open'], 'Choose for how long.'),
})

/** A page with a button. Changes nothing. */
export async function GET(request: Request, context: LinkContext): Promise<Response> {
  return answer(request, context, null)
}

/** Pauses the subscription; the choice that nobody made for the reader is what programs that press buttons do not make. */
export async function POST(request: Request, context: LinkContext): Promise<Response> {
  return answer(request, context, await readForm(request, PauseForm))
}

async function answer(
  request: Request,
  context: LinkContext,
  form: Awaited<ReturnType<typeof readForm<z.infer<typeof PauseForm>>>> | null,
): Promise<Response> {
  const link = await openLink(request, 'manage', context)
  if (link instanceof Response) return link
  const { token, subscription } = link
  const { id, state, view, name, zone } = subscription
  if (state === 'pending' || state === 'unsubscribed') return linkIsOver(request, subscription)
  if (!form?.ok) {
    const fault = form?.faults.days
    const page = <PausePage token={token} title={name ?? titleOf(view)} {...(fault ? { fault } : {})} />
    return answerPage(request, linkPage('Pause', form ? 422 : 200), page)
  }
  await pause(id, untilAfter(form.data.days, zone))
  return seeOther(paths.manageSubscription(token))
}

/** In the morning of that day, by the reader's calendar. */
function untilAfter(days: z.infer<typeof PauseForm>['days'], zone: string): Date | null {
  if (days === 'open') return null
  return startOfDay(slotDay(new Date(config().clock.now().getTime() + Number(days) * DAY_MS), zone), zone)
}
