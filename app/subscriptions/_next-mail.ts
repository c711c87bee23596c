import { config } from '@/lib/config'
import { type Preview, previewDigest, sampleDigest } from '@/lib/digest/preview'
import { paths } from '@/lib/paths'
import type { SubscriptionRecord } from '@/lib/subscriptions/changes'
import { nextMail } from '@/lib/subscriptions/describe'
import { signLink } from '@/lib/subscriptions/links'
import type { DigestChoice } from '@/lib/subscriptions/request'

const PREVIEW_LIFE_MS = 24 * 3_600_000

/** When the next mail of a subscription comes and what it covers, in words, and where a frame finds it. */
export async function shownNextMail(subscription: SubscriptionRecord) {
  const now = config().clock.now()
  const { id } = subscription
  const { when, brings } = nextMail(subscription, now)
  const token = signLink('preview', id, new Date(now.getTime() + PREVIEW_LIFE_MS))
  return {
    when,
    brings,
    mail: framed(await previewDigest(id, now), paths.digestPreview(token)),
  }
}

/** The same for somebody who only asks yet. @param asker a reader's id; null: nobody is signed in */
export async function shownFirstMail(choice: DigestChoice, asker: string | null) {
  const now = config().clock.now()
  const { when, brings } = nextMail({ ...choice, nextDueAt: null }, now)
  return {
    when,
    brings,
    mail: framed(await sampleDigest(choice, asker, now), paths.digestSample(choice)),
  }
}

const framed = (preview: Preview | null, src: string) =>
  preview && { subject: preview.mail.subject, src, isExample: preview.isExample }
