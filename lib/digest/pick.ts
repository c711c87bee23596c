import type { Prisma } from '@/generated/prisma/client'
import type { Candidate } from './candidates'

/** Somebody for whom papers are picked. */
interface Picker {
  readerId: string
  /** The most that they want. */
  papers: number
}

/** Candidates that are looked at together: most readers have their mail full with the first. */
const SLICES = [50, 200, 1_000]

/**
 * The first of these papers that each reader was not sent before, in their order: in no digest of theirs, in no version, nor under the identifier of
 * one that was merged into it. One that is marked updated comes again to who had an earlier version, once. Of whom it was forgotten what they
 * were sent long ago (`forgetSent`), all that was in the house by then counts as sent.
 * @param pickers no reader twice
 * @returns by reader, identifiers
 */
export async function pickUnseen(
  tx: Prisma.TransactionClient,
  pickers: readonly Picker[],
  candidates: readonly Candidate[],
): Promise<Map<string, string[]>> {
  const picked = new Map<string, string[]>(pickers.map(({ readerId }) => [readerId, []]))
  let [from, hungry] = [0, pickers.filter(({ papers }) => papers > 0)]
  for (const size of SLICES) {
    if (hungry.length === 0 || from >= candidates.length) break
    for (const { readerId, ids } of await pickSlice(tx, hungry, candidates.slice(from, from + size)))
      picked.get(readerId)?.push(...ids)
    hungry = pickers.flatMap(({ readerId, papers }) => {
      const left = papers - (picked.get(readerId)?.length ?? 0)
      return left > 0 ? [{ readerId, papers: left }] : []
    })
    from += size
  }
  return picked
}

/** For each reader: the first so many of the slice that no row of the ledger speaks against. */
const pickSlice = (
  tx: Prisma.TransactionClient,
  pickers: readonly Picker[],
  slice: readonly Candidate[],
) => tx.$queryRaw<{ readerId: string; ids: string[] }[]>`
  with candidate as materialized (
    select * from unnest(${slice.map(({ id }) => id)}::text[], ${slice.map(({ version }) => version)}::int[],
      ${slice.map(({ updated }) => updated)}::bool[], ${slice.map(({ seenAt }) => seenAt)}::timestamptz[])
      with ordinality as c(id, version, updated, seen_at, place)
  ), known as materialized (
    select c.*, array(select m.paper_id from paper_standings m where m.merged_into = c.id) as merged from candidate c
  )
  select r.reader_id as "readerId", array_agg(c.id order by c.place) as ids
  from unnest(${pickers.map(({ readerId }) => readerId)}::text[], ${pickers.map(({ papers }) => papers)}::int[])
    as r(reader_id, papers)
  left join readers h on h.id = r.reader_id
  cross join lateral (
    select c.id, c.place from known c
    where (c.updated or h.sent_before is null or c.seen_at > h.sent_before) and not exists (
      select from sent_papers s
      where s.reader_id = r.reader_id and s.paper_id = c.id and (s.version >= c.version or not c.updated)
    ) and (c.updated or c.merged = '{}' or not exists (
      select from sent_papers s where s.reader_id = r.reader_id and s.paper_id = any(c.merged)
    ))
    order by c.place limit r.papers
  ) c
  group by 1`
