import type { ListedDigest } from '@/components/subscriptions/DigestList'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { listSubscriptions, type SubscriptionRecord } from '@/lib/subscriptions/changes'
import { nextMail, titleOf } from '@/lib/subscriptions/describe'
import { lengthInWords, scheduleInWords } from '@/lib/subscriptions/in-words'
import { signLink } from '@/lib/subscriptions/links'
import { slotDay } from '@/lib/subscriptions/slots'
import { dayInWords } from '@/lib/views/calendar'

const LINK_LIFE_MS = 24 * 3_600_000

/** All digests of a reader who is signed in, each with its state in words and the way to its page. */
export async function listedDigests(readerId: string): Promise<ListedDigest[]> {
  const now = config().clock.now()
  const until = new Date(now.getTime() + LINK_LIFE_MS)
  return (await listSubscriptions(readerId)).map((subscription) => ({
    id: subscription.id,
    name: subscription.name ?? titleOf(subscription.view),
    href: paths.manageSubscription(signLink('manage', subscription.id, until)),
    state: stateInWords(subscription, now),
  }))
}

function stateInWords(subscription: SubscriptionRecord, now: Date): string {
  const { state, pausedUntil, zone } = subscription
  const what = `It comes ${scheduleInWords(subscription)}, ${lengthInWords(subscription)}.`
  if (state === 'active') return `${what} Next mail: ${nextMail(subscription, now).words}.`
  return pausedUntil
    ? `${what} Paused until ${dayInWords(slotDay(pausedUntil, zone))}.`
    : `${what} Paused until you resume it.`
}
