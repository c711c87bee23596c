import { db } from '@/lib/database/client'
import { aReader } from './factories'

export const SLOT = new Date('2026-11-24T08:00:00Z')

interface SubscriptionTraits {
  email?: string
  view?: string
  name?: string
  rhythm?: string
  papers?: number
  shape?: 'full' | 'short' | 'titles'
  state?: 'pending' | 'active' | 'paused' | 'unsubscribed'
  hour?: number
  zone?: string
  nextDueAt?: Date
}

/** An active subscription to trending, due at `SLOT`; a test names only what it is about. */
export async function aSubscription(traits: SubscriptionTraits = {}) {
  const { email, view = '/', state = 'active', hour = 8, zone = 'UTC', nextDueAt = SLOT } = traits
  const { name = null, rhythm = 'daily', papers = 15, shape = 'full' } = traits
  const known = email && (await db().reader.findUnique({ where: { email } }))
  const reader = known || (await aReader(email ? { email } : {}))
  const subscription = await db().subscription.create({
    data: {
      readerId: reader.id,
      view,
      name,
      rhythm,
      papers,
      shape,
      hour,
      zone,
      state,
      createdAt: new Date('2026-11-01T00:00:00Z'),
      nextDueAt: state === 'active' ? nextDueAt : null,
    },
  })
  return { ...subscription, email: reader.email }
}

/** States of all deliveries, as counts. */
export async function ledgerStates(): Promise<Record<string, number>> {
  const rows = await db().delivery.groupBy({ by: ['state'], _count: true })
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]))
}
