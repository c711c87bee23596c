import { findAddress } from '@/lib/subscriptions/changes'
import { findSuppression } from '@/lib/suppression/suppressions'

const WHY = {
  bounced: 'a mail server said that it cannot be delivered',
  complained: 'one of our mails was reported as unwanted from there',
  operator: 'whoever runs this site decided so',
} as const

/** Why no digest can reach this reader, whatever they chose, in a sentence; null: nothing is in the way. */
export async function hindranceOf(readerId: string): Promise<string | null> {
  const address = await findAddress(readerId)
  const found = address && (await findSuppression(address))
  if (!found || found.liftedAt) return null
  return `Nothing is sent to your address since ${found.since.toISOString().slice(0, 10)}: ${WHY[found.reason]}. Whoever runs this site can lift that.`
}
