import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { wasAskedHere } from '@/lib/subscriptions/asked-here'
import { findAddress, type SubscriptionRecord } from '@/lib/subscriptions/changes'

/** Whether a scanner of the reader's mail can be ruled out: the reader is signed in, or asked in this very browser just now. */
export async function isKnown(request: Request, { readerId }: SubscriptionRecord): Promise<boolean> {
  if ((await readerOf(request))?.id === readerId) return true
  const address = await findAddress(readerId)
  return address !== null && wasAskedHere(request, address, config().clock.now())
}

/** Whether the box of `PersonTick` was ticked. */
export const isTicked = ({ person }: Record<string, string>): boolean => person === 'yes'

/**
 * Whether a form of ours was sent as a program sends it that presses every button. What comes from no page of ours was posted
 * to the signed address on purpose, as mailbox providers do by RFC 8058.
 */
export async function lacksTick(
  request: Request,
  subscription: SubscriptionRecord,
  values: Record<string, string>,
): Promise<boolean> {
  return values.from === 'page' && !isTicked(values) && !(await isKnown(request, subscription))
}
