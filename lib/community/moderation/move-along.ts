import type { Prisma } from '@/generated/prisma/client'

/**
 * Brings votes and comments to where they belong after `paper` was merged into another, or parted from it: those of a merged paper to the other, those
 * that came from a paper which is merged no more back to it. For a transaction that holds the readers and the standings; counts come after.
 */
export async function moveAlong(tx: Prisma.TransactionClient, paper: string, into: string): Promise<void> {
  await tx.$executeRaw`
    update comments c set paper_id = c.said_on, said_on = null from paper_standings s
    where c.paper_id = ${into} and c.said_on = ${paper} and s.paper_id = ${paper} and s.merged_into is null`
  await tx.$executeRaw`
    update comments c set paper_id = s.merged_into, said_on = c.paper_id from paper_standings s
    where c.paper_id = ${paper} and s.paper_id = ${paper} and s.merged_into = ${into}`
  // Taken and given, so that what readers are shown of themselves is made anew as after every vote.
  await tx.$executeRaw`
    with taken as (
      delete from votes v using paper_standings s
      where v.paper_id = ${into} and v.cast_on = ${paper} and s.paper_id = ${paper} and s.merged_into is null
      returning v.*
    )
    insert into votes (reader_id, paper_id, created_at, tick, counted_at, held, network)
    select reader_id, cast_on, created_at, tick, counted_at, held, network from taken`
  // Of whoever voted for several, the other's own vote counts, else the oldest; the rest stays where it was given, and counts nowhere.
  await tx.$executeRaw`
    with first as (
      select distinct on (v.reader_id) v.reader_id, v.paper_id
      from paper_standings s join votes v on v.paper_id = s.paper_id
      where s.merged_into = ${into} and not exists (select from votes o where o.reader_id = v.reader_id and o.paper_id = ${into})
      order by v.reader_id, v.created_at, v.paper_id
    ), taken as (
      delete from votes v using first f where v.reader_id = f.reader_id and v.paper_id = f.paper_id returning v.*
    )
    insert into votes (reader_id, paper_id, cast_on, created_at, tick, counted_at, held, network)
    select reader_id, ${into}, paper_id, created_at, tick, counted_at, held, network from taken`
}
