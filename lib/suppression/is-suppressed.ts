import { Prisma } from '@/generated/prisma/client'
import { recipientKeysSql } from './keys'

/**
 * SQL for the standing suppression of mail `d` (its reason), or null: asked when a mail is taken, and again before its end is
 * sent. Somebody who complained of digests may still ask for a code to sign in, and is sent it.
 */
export const suppressionOf = (): Prisma.Sql => Prisma.sql`(
  select s.reason from suppressions s
  where s.key in (${recipientKeysSql(Prisma.sql`d.recipient`)}) and s.lifted_at is null
    and not (s.reason = 'complained' and d.kind = 'sign-in')
  limit 1
)`
