import type { Prisma } from '@/generated/prisma/client'
import { lockStandings, rescore } from '../trending/rescore'
import { holdReader } from './hold-reader'
import { listSameWork } from './same-work'

/**
 * Sets a reader's votes for these papers, and what is the same work, right, after they became or ceased to be their own: those for one's own stay and are seen, and do not
 * rank; those for papers that no longer are wait for the job that counts what is old enough. Votes that do not rank for another reason stay
 * as they are. Done twice, it is done once.
 */
export async function judgeOwnVotes(
  tx: Prisma.TransactionClient,
  readerId: string,
  ofPapers: readonly string[],
  now: Date,
): Promise<void> {
  await holdReader(tx, readerId)
  const paperIds = await listSameWork(tx, ofPapers)
  await lockStandings(tx, paperIds)
  await tx.$executeRaw`
    with judged as (
      select reader_id, paper_id, created_at, tick, counted_at, coalesce(own_reason(v.reader_id, v.paper_id),
        case when held in ('author', 'submitter') then 'age' else held end) as held
      from votes v where reader_id = ${readerId} and paper_id = any(${paperIds}) and (held is null or held not in ('network', 'import'))
    ), changed as (
      update votes v set held = j.held, counted_at = null from judged j
      where v.reader_id = j.reader_id and v.paper_id = j.paper_id and v.held is distinct from j.held
      returning j.*
    ), remembered as (
      insert into ended_votes (reader_id, paper_id, created_at, tick, counted_at, ended_at, taken_back)
      select reader_id, paper_id, created_at, tick, counted_at, ${now}::timestamptz, false from changed
      where counted_at is not null and counted_at < ${now}::timestamptz
      on conflict do nothing
    )
    update paper_standings s set counted_votes = s.counted_votes - 1
    from changed where s.paper_id = changed.paper_id and s.merged_into is null and changed.counted_at is not null`
  await rescore(tx, paperIds)
}
