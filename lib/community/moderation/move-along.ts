import type { Prisma } from '@/generated/prisma/client'

/**
 * Brings votes and comments to where they belong after `paper` was merged into another, or parted from it: those of a merged paper to the other, those
 * that came from a paper which is merged no more back to it. For a transaction that holds the readers and the standings; counts come after.
 * @param work both, and whatever else was merged into the other
 */
export async function moveAlong(
  tx: Prisma.TransactionClient,
  { paper, into }: { paper: string; into: string },
  work: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    update comments c set paper_id = c.said_on, said_on = null from paper_standings s
    where c.paper_id = ${into} and c.said_on = ${paper} and s.paper_id = ${paper} and s.merged_into is null`
  await tx.$executeRaw`
    update comments c set paper_id = s.merged_into, said_on = c.paper_id from paper_standings s
    where c.paper_id = ${paper} and s.paper_id = ${paper} and s.merged_into = ${into}`
  await placeVotes(tx, work)
}

/**
 * Of whoever voted for several papers of a work one vote stands at the work: one that ranks, else the one given to it, else the oldest. What would
 * stand there else takes that one's place; the rest stays where it was given. Each knows where it was given, so all come back.
 */
async function placeVotes(tx: Prisma.TransactionClient, papers: readonly string[]): Promise<void> {
  // Taken and given, so that what readers are shown of themselves is made anew as after every vote; in an order, so that all are taken before
  // the first is given: two may change places.
  await tx.$executeRaw`
    with cast_votes as (
      select v.*, s.paper_id as origin, coalesce(s.merged_into, s.paper_id) as work
      from votes v left join paper_standings o on o.paper_id = v.cast_on
      join paper_standings s on s.paper_id = coalesce(o.paper_id, v.paper_id)
      where v.paper_id = any(${[...papers]}::text[])
    ), chosen as (
      select *, first_value(origin) over (
        partition by reader_id, work order by counted_at is null, origin <> work, created_at, origin
      ) as first from cast_votes
    ), placed as (
      select *, case origin when first then work when work then first else origin end as place from chosen
    ), taken as (
      delete from votes v using placed p where v.reader_id = p.reader_id and v.paper_id = p.paper_id and p.place <> p.paper_id
      returning p.*
    )
    insert into votes (reader_id, paper_id, cast_on, created_at, tick, counted_at, held, network)
    select reader_id, place, nullif(origin, place), created_at, tick, counted_at, held, network from taken order by reader_id, place`
}
