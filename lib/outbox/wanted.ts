import { Prisma } from '@/generated/prisma/client'
import { suppressionOf } from '../suppression/is-suppressed'

/** Whether mail `d` is still wanted and may be sent: asked when it is taken, and again before its end is sent. */
export const isWanted = (): Prisma.Sql => Prisma.sql`(${isSubscribed} and ${suppressionOf()} is null)`

/** Whether the reader of mail `d` has not left, or paused; one who left and is asked for anew is asked whether they want it. */
export const isSubscribed = Prisma.sql`(d.subscription_id is null or exists (
  select from subscriptions s
  where s.id = d.subscription_id
    and (s.state = 'active' or (d.kind in ('confirm', 'copy') and s.state <> 'unsubscribed')
      or (d.kind = 'confirm' and s.asked is not null))
))`
