import { Prisma } from '@/generated/prisma/client'
import { RANKING } from './constants'
import { newcomerScore } from './heat'

/**
 * Scores (paper_id, score) from the terms themselves.
 * @param of a condition on the column of paper identifiers that it is given
 * @param terms rows (paper_id, tick, weight), where others than those of now count
 */
export const scoresFromTerms = (
  of: (paperId: Prisma.Sql) => Prisma.Sql,
  terms: Prisma.Sql = Prisma.sql`score_terms`,
): Prisma.Sql => Prisma.sql`
  select paper_id, top + ln(sum(power(2::double precision, greatest(part - top, -200)))) / ln(2::double precision) as score
  from (
    select paper_id, part, max(part) over (partition by paper_id) as top
    from (
      select paper_id, listed_tick / ${RANKING.halfLifeDays}::double precision + ${newcomerScore(0)}::double precision as part
      from paper_standings where ${of(Prisma.sql`paper_id`)}
      union all
      select paper_id, tick / ${RANKING.halfLifeDays}::double precision + ln(weight) / ln(2::double precision)
      from ${terms} where ${of(Prisma.sql`paper_id`)} and weight > 0
    ) parts
  ) topped
  group by paper_id, top`

/**
 * Sets the scores of these papers from their terms, exactly: for whatever takes a term away, moves one, or adds several. A term that only
 * comes can be added by `log2_sum` instead. Call it in a transaction after `lockStandings` and after the terms have changed: the
 * terms are read by the statement that follows the lock, so that nothing is missed or counted twice.
 */
export async function rescore(tx: Prisma.TransactionClient, paperIds: readonly string[]): Promise<void> {
  if (paperIds.length > 0) await tx.$executeRaw(rescoring(paperIds))
}

/** The statement that does so. */
export const rescoring = (paperIds: readonly string[]): Prisma.Sql => Prisma.sql`
  update paper_standings s set score = t.score
  from (${scoresFromTerms((paperId) => Prisma.sql`${paperId} = any(${[...paperIds]}::text[])`)}) t
  where s.paper_id = t.paper_id and s.score <> t.score`

/** Holds the standings of these papers until the transaction ends: whoever votes for them waits. In one order, so that nobody waits in a circle. */
export const lockStandings = (tx: Prisma.TransactionClient, paperIds: readonly string[]): Promise<void> =>
  lockStandingsOf(tx, (paperId) => Prisma.sql`${paperId} = any(${[...paperIds]}::text[])`)

/** The same of those that hold a condition on the column of paper identifiers. */
export async function lockStandingsOf(
  tx: Prisma.TransactionClient,
  of: (paperId: Prisma.Sql) => Prisma.Sql,
): Promise<void> {
  await tx.$queryRaw`select 1 as held from paper_standings where ${of(Prisma.sql`paper_id`)} order by paper_id for update`
}
