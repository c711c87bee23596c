import { Prisma } from '@/generated/prisma/client'

/** An instant on the database's clock, the one clock that all senders share. */
export const inSeconds = (seconds: number): Prisma.Sql =>
  Prisma.sql`clock_timestamp() + ${seconds}::float8 * interval '1 second'`

/** The same in milliseconds. */
export const inMs = (ms: number): Prisma.Sql => inSeconds(ms / 1000)
