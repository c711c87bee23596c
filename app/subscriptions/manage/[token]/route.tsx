import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage, seeOther } from '@/app/_answer/page'
import { ManagePage } from '@/components/subscriptions/ManagePage'
import { UnsubscribedPage } from '@/components/subscriptions/UnsubscribePage'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { change, pause, resume, type SubscriptionRecord, unsubscribe } from '@/lib/subscriptions/changes'
import { titleOf } from '@/lib/subscriptions/describe'
import { changeFields, foldRhythm } from '@/lib/subscriptions/request'
import { ZONES } from '@/lib/subscriptions/zones'
import { type LinkContext, linkIsOver, linkPage, openLink } from '../../_link'
import { nextMailOf } from '../../_next-mail'

const ManageForm = z.preprocess(
  foldRhythm,
  z.discriminatedUnion('act', [
    z.object({ act: z.enum(['pause', 'resume', 'unsubscribe']) }),
    z.object({ ...changeFields, act: z.literal('reschedule') }),
  ]),
)
type ManageForm = z.infer<typeof ManageForm>

interface Faulty {
  faults: Record<string, string>
  values: Record<string, string>
}

/** The subscription as it is, the next mail, and the forms that change it. */
export async function GET(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'manage', context)
  return link instanceof Response ? link : answerSubscription(request, link.token, link.subscription)
}

export async function POST(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'manage', context)
  if (link instanceof Response) return link
  const form = await readForm(request, ManageForm)
  if (!form.ok) return answerSubscription(request, link.token, link.subscription, form)
  if ((await act(link.subscription.id, form.data)) === 'taken') {
    const faults = { rhythm: 'You have this list in this rhythm already.' }
    return answerSubscription(request, link.token, link.subscription, { faults, values: {} })
  }
  return seeOther(paths.manageSubscription(link.token))
}

function act(id: string, form: ManageForm): Promise<unknown> {
  const now = config().clock.now()
  switch (form.act) {
    case 'pause':
      return pause(id)
    case 'resume':
      return resume(id, now)
    case 'unsubscribe':
      return unsubscribe(id, now)
    case 'reschedule':
      return change(id, wishesOf(form), now)
  }
}

const wishesOf = ({ act, ...wishes }: Extract<ManageForm, { act: 'reschedule' }>) => wishes

async function answerSubscription(
  request: Request,
  token: string,
  subscription: SubscriptionRecord,
  faulty?: Faulty,
): Promise<Response> {
  const { state, view, hour, zone } = subscription
  if (state === 'pending') return linkIsOver(request, subscription)
  const viewTitle = titleOf(view)
  if (state === 'unsubscribed') {
    return answerPage(request, linkPage('You are unsubscribed'), <UnsubscribedPage viewTitle={viewTitle} view={view} />)
  }
  return answerPage(
    request,
    linkPage('Your subscription', faulty ? 422 : 200),
    <ManagePage
      token={token}
      viewTitle={viewTitle}
      view={view}
      state={state}
      hour={String(hour)}
      zone={faulty?.values.zone?.slice(0, 64) ?? zone}
      zones={ZONES}
      {...(faulty ? { faults: faulty.faults } : {})}
      {...(await nextMailOf(subscription))}
    />,
  )
}
