import { z } from 'zod'
import { SHAPES } from './request'

/**
 * What somebody asked for of a digest that its reader left. It may have been a stranger: the digest stays left, as it was, until
 * its reader confirms; unconfirmed, the wish is forgotten.
 */
const AskedAnew = z.object({
  name: z.string().nullable(),
  hour: z.int(),
  zone: z.string(),
  papers: z.int(),
  shape: z.enum(SHAPES),
})
export type AskedAnew = z.infer<typeof AskedAnew>

/** As it stands in the row; null: nobody asked. */
export const parseAskedAnew = (stored: unknown): AskedAnew | null => (stored === null ? null : AskedAnew.parse(stored))

/** The subscription as its reader may confirm it; null: there is nothing to confirm. */
export function askedFor<S extends { state: string; asked: AskedAnew | null }>(subscription: S): S | null {
  if (subscription.state === 'pending') return subscription
  const { state, asked } = subscription
  return state === 'unsubscribed' && asked ? { ...subscription, ...asked, state: 'pending' } : null
}
