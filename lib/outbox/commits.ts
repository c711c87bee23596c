import { Prisma } from '@/generated/prisma/client'

/**
 * SQL, always true: the transaction of this statement does not wait until it is safe on disk; it is within a second, or with the next
 * one that does wait. Should the database's machine die before, it never was. Only for what may be lost so, with a reason.
 */
export const withoutWaiting = Prisma.sql`(select set_config('synchronous_commit', 'off', true)) is not null`
