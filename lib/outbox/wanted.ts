import { Prisma } from '@/generated/prisma/client'
import { isAdmitted } from '../entrance/admitted'
import { isNotSuppressed } from '../suppression/is-suppressed'

/** Whether mail `d` is still wanted and may be sent: asked when it is taken, and again before its end is sent. */
export const isWanted = (): Prisma.Sql => Prisma.sql`(${isSubscribed} and ${isForMember()} and ${isNotSuppressed()})`

/** Whether the reader of mail `d` has not left, or paused; one who left and is asked for anew is asked whether they want it. */
export const isSubscribed = Prisma.sql`(d.subscription_id is null or exists (
  select from subscriptions s
  where s.id = d.subscription_id
    and (s.state = 'active' or (d.kind in ('confirm', 'copy') and s.state <> 'unsubscribed')
      or (d.kind = 'confirm' and s.asked is not null))
))`

/** Of a site that is not for everybody: what tells of papers goes to those who belong to it, whoever subscribed before. */
const isForMember = () =>
  Prisma.sql`(d.kind in ('sign-in', 'confirm', 'invitation') or ${isAdmitted(Prisma.sql`d.recipient`)})`
