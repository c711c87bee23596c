import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { enqueueMail } from '@/lib/outbox/enqueue'
import type { MailKind } from '@/lib/outbox/types'
import { aSubscription, SLOT } from './subscriptions'

/** Digests of one issue in the ledger, due at `SLOT`, to these addresses in this order. */
export async function digestsTo(...addresses: string[]): Promise<void> {
  for (const email of addresses) await aSubscription({ email })
  await freezeAllDue(SLOT)
}

/** A code in the ledger, as somebody asks for it who wants to sign in. */
export const aSignInMail = (recipient: string, now: Date) =>
  db().$transaction((tx) =>
    enqueueMail(
      tx,
      { kind: 'sign-in', recipient, content: { code: 'ABCD-1234', url: 'http://localhost/sign-in/link/x' } },
      now,
    ),
  )

/** State of each mail of a kind, by its address. */
export async function fates(kind: MailKind = 'digest'): Promise<Record<string, string>> {
  const rows = await db().delivery.findMany({
    where: { kind },
    select: { recipient: true, state: true, subscription: { select: { reader: { select: { email: true } } } } },
  })
  // The address leaves the row when it is settled; the subscription knows it.
  return Object.fromEntries(
    rows.map(({ recipient, state, subscription }) => [subscription?.reader.email ?? recipient, state]),
  )
}
