import { Prisma } from '@/generated/prisma/client'
import { announcementsThrough } from './announcement-clock'

/**
 * A row to join with (`cross join ${clockTable(now)} clock`), for `tickSql`: the announcements as far as the clock is to be read.
 * @param until no instant that is read lies more than some days after it
 */
export const clockTable = (until: Date): Prisma.Sql =>
  Prisma.sql`(select ${announcementsThrough(until)}::double precision[] as announced)`

/** SQL for `announcementTick` of a column of instants, where `clockTable` is joined as `clock`. */
export function tickSql(column: Prisma.Sql): Prisma.Sql {
  const ms = Prisma.sql`(extract(epoch from ${column})::double precision * 1000)`
  const place = Prisma.sql`width_bucket(${ms}, clock.announced)`
  return Prisma.sql`case when ${place} = 0 then (${ms} - clock.announced[1]) / 604800000 * 5
    else ${place} - 1 + (${ms} - clock.announced[${place}]) / (clock.announced[${place} + 1] - clock.announced[${place}]) end`
}
