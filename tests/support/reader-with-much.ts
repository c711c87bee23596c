import type { Clock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { upvote } from '@/lib/papers/votes'
import { mark } from '@/lib/reading/marks'
import { aPaper } from './factories'
import { aSubscription } from './subscriptions'
import { signInAs } from './visitor'

/** A reader with something of every kind; the votes and marks are of papers that are here. */
export async function readerWithMuch(email: string, clock: Clock) {
  const [one, two] = [await aPaper({ title: 'One of two' }), await aPaper()]
  await aSubscription({ email })
  const visitor = await signInAs(email)
  const ada = await db().reader.findUniqueOrThrow({ where: { email } })
  await upvote(one.id, ada, clock.now(), 0)
  await mark('saved', one.id, ada.id, clock.now())
  await mark('dismissed', two.id, ada.id, clock.now())
  return { visitor, ada, one, two }
}
