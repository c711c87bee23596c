import { Prisma } from '@/generated/prisma/client'
import { recipientKeysSql } from './keys'

/**
 * SQL for the standing suppression of mail `d` (its reason), or null: asked when a mail is taken, and again before its end is
 * sent. Somebody who complained of digests may still ask for a code to sign in, and is sent it.
 */
export const suppressionOf = (): Prisma.Sql => Prisma.sql`(select s.reason ${standing()} limit 1)`

/** SQL: none stands. A planner that is asked so knows that hardly a mail is suppressed, and takes the first ones that are due as they come. */
export const isNotSuppressed = (): Prisma.Sql => Prisma.sql`not exists (select ${standing()})`

const standing = () => Prisma.sql`
  from suppressions s
  where s.key in (${recipientKeysSql(Prisma.sql`d.recipient`)}) and s.lifted_at is null
    and not (s.reason = 'complained' and d.kind = 'sign-in')`
