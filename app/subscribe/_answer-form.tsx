import { answerPage } from '@/app/_answer/page'
import { SubscribePage } from '@/components/subscriptions/SubscribePage'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { listOf, nextMail, titleOf } from '@/lib/subscriptions/describe'
import { newStamp } from '@/lib/subscriptions/form-stamp'
import { scheduleInWords } from '@/lib/subscriptions/in-words'
import { DigestChoice, USUAL } from '@/lib/subscriptions/request'
import { ZONES } from '@/lib/subscriptions/zones'
import { mayRead } from '@/lib/views/may-read'
import { findList } from '@/lib/views/reader-lists'
import { typedValues, valuesOf } from '../subscriptions/_digest-values'
import { shownFirstMail } from '../subscriptions/_next-mail'

interface Shown {
  /** The form as it came in, or what its link asks for. */
  typed: Record<string, string>
  status?: number
  faults?: Record<string, string>
  notice?: string
  /** The stamp that came in goes out again: it is only too young yet. */
  keepStamp?: boolean
  /** With the mail that would come. */
  isPreview?: boolean
}

const MAX_EMAIL_LENGTH = 254

/** The subscribe page. Never kept by anybody: each has a stamp of its own. */
export async function answerSubscribePage(request: Request, { typed, status = 200, ...shown }: Shown) {
  const now = config().clock.now()
  const asked = listAskedFor(typed.view ?? '/')
  const wishes = DigestChoice.safeParse({ rhythm: asked.rhythm, ...typed, view: asked.view })
  const reader = await readerOf(request)
  const email = typed.email ?? reader?.email ?? ''
  const faults = shown.faults ?? (shown.isPreview && !wishes.success ? faultsOf(wishes.error) : {})
  const name = await nameOf(asked.view, reader?.id ?? null)
  const before = valuesOf({ ...USUAL, rhythm: asked.rhythm, zone: config().timeZone, name })
  return answerPage(
    request,
    {
      title: 'Subscribe',
      status: Object.keys(faults).length > 0 ? 422 : status,
      path: paths.subscribeTo(asked.view),
      noindex: asked.view !== '/' || status !== 200,
      headers: { 'cache-control': 'no-store' },
    },
    <SubscribePage
      viewTitle={name ?? titleOf(asked.view)}
      view={asked.view}
      email={email.length <= MAX_EMAIL_LENGTH ? email : ''}
      isOwn={reader !== null && email === reader.email}
      stamp={shown.keepStamp ? (typed.stamp ?? '') : newStamp(now)}
      values={typedValues(typed, before)}
      zones={ZONES}
      faults={faults}
      notice={shown.notice ?? asked.notice}
      firstMail={wishes.success ? firstMailOf(wishes.data, { knowsZone: Boolean(typed.zone), now }) : null}
      askBrowser={!typed.zone}
      preview={shown.isPreview && wishes.success ? await shownFirstMail(wishes.data, reader?.id ?? null) : null}
    />,
  )
}

/** When mails come. Where nobody chose a zone yet, the browser's own is filled in, and which it will be only the form tells. */
function firstMailOf(choice: DigestChoice, { knowsZone, now }: { knowsZone: boolean; now: Date }): string {
  if (!knowsZone) return `Sent ${scheduleInWords({ ...choice, zone: 'in the time zone below' })}.`
  return `Sent ${scheduleInWords(choice)}, the first one comes ${nextMail({ ...choice, nextDueAt: null }, now).words}.`
}

/** What a reader's list is called, for whoever may read it; null: the address tells what a list is called. */
async function nameOf(address: string, asker: string | null): Promise<string | null> {
  const { view } = listOf(address)
  if (view.kind !== 'list' || !(await mayRead(view, asker))) return null
  return (await findList(view.key))?.name ?? null
}

/** The list that somebody wants by email, and how often unless they choose: what trends, where theirs does not go on. */
function listAskedFor(address: string): { view: string; rhythm: string; notice: string | null } {
  const choice = DigestChoice.safeParse({ view: address })
  if (choice.success) return { view: choice.data.view, rhythm: USUAL.rhythm, notice: null }
  const [over, view] = /^(\/picks|\/groups\/[^/?]+)\/[^/?]+/.exec(address) ?? []
  if (over && view && DigestChoice.safeParse({ view }).success)
    return {
      view,
      rhythm: USUAL.rhythm,
      notice: 'That is over and brings nothing new, so this is what comes from now on.',
    }
  const past = /^\/papers\/(date|week|month)\//.exec(address)?.[1]
  return {
    view: '/',
    rhythm: past === 'week' ? 'mon' : past === 'month' ? 'monthly' : USUAL.rhythm,
    notice: past
      ? 'Days that are over bring nothing new, so this is what trends from now on.'
      : 'That is no list that goes on having new papers, so this is what trends.',
  }
}

const faultsOf = ({ issues }: { issues: { path: PropertyKey[]; message: string }[] }): Record<string, string> =>
  Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? 'form'), message]))
