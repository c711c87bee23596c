import { config } from '@/lib/config'
import { type Preview, previewDigest, sampleDigest } from '@/lib/digest/preview'
import { paths } from '@/lib/paths'
import type { SubscriptionRecord } from '@/lib/subscriptions/changes'
import { signLink } from '@/lib/subscriptions/links'
import type { DigestChoice } from '@/lib/subscriptions/request'
import { nextSlot, slotInWords } from '@/lib/subscriptions/slots'

const PREVIEW_LIFE_MS = 24 * 3_600_000

/** When the next mail of a subscription comes, in words, and where a frame finds it. */
export async function nextMailOf(subscription: SubscriptionRecord) {
  const now = config().clock.now()
  const { id, zone, nextDueAt } = subscription
  const token = signLink('preview', id, new Date(now.getTime() + PREVIEW_LIFE_MS))
  return {
    when: slotInWords(nextDueAt ?? nextSlot(subscription, now), zone),
    mail: framed(await previewDigest(id, now), paths.digestPreview(token)),
  }
}

/** The same for somebody who only asks yet. */
export async function nextMailFor(choice: DigestChoice) {
  const now = config().clock.now()
  return {
    when: slotInWords(nextSlot(choice, now), choice.zone),
    mail: framed(await sampleDigest(choice, now), paths.digestSample(choice)),
  }
}

const framed = (preview: Preview | null, src: string) => preview && { subject: preview.mail.subject, src }
