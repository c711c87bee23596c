import { Prisma } from '@/generated/prisma/client'
import { pool } from '@/lib/database/client'
import { announcementsThrough } from '@/lib/trending/announcement-clock'
import { tickSql } from '@/lib/trending/tick-sql'

const READERS = 10_000

/**
 * So many papers over three years, and votes in the days after each of them: few for most, very many for some. Counts and scores are left for a
 * recount to make. What is filled already stays as it is.
 */
export async function fillTrending(papers: number, votes: number, now: Date): Promise<void> {
  if ((await pool().query('select from papers limit 1')).rowCount) return
  const client = await pool().connect()
  const announced = announcementsThrough(now)
  const tick = tickSql(Prisma.sql`x.at`).sql
  try {
    await client.query('set statement_timeout = 0; set session_replication_role = replica')
    await client.query(
      `insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html, authors, categories,
         primary_category, first_seen_at, announced_at)
       select lpad(n::text, 9, '0'), t, t, t, a, a, a, '{Ada Lovelace}', '{cs.LG}', 'cs.LG', x.at, x.at
       from (select n, 'Paper ' || n as t, repeat('An abstract of some length. ', 20) as a,
         $1::timestamptz - (n::double precision / ${papers}) * interval '3 years' as at from generate_series(1, ${papers}) n) x`,
      [now],
    )
    await client.query(
      `insert into paper_standings (paper_id, listed_at, listed_tick, score)
       select x.id, x.at, ${tick}, 0 from (select id, announced_at as at from papers) x cross join (select $1::float8[] as announced) clock`,
      [announced],
    )
    await client.query(
      `insert into readers (id, email, created_at) select 'r' || n, n || '@example.org', '2020-01-01' from generate_series(1, ${READERS}) n`,
    )
    // The cube makes a tenth of the papers hold nearly half of the votes.
    await client.query(
      `insert into votes (reader_id, paper_id, created_at, counted_at, tick)
       select 'r' || (1 + n % ${READERS}), x.id, x.at, x.at, ${tick}
       from (
         select v.n, p.paper_id as id, least(p.listed_at + random() ^ 2 * interval '10 days', $2::timestamptz) as at
         from (select n, lpad((1 + floor(random() ^ 3 * ${papers}))::int::text, 9, '0') as id from generate_series(1, ${votes}) n) v
         join paper_standings p on p.paper_id = v.id
       ) x cross join (select $1::float8[] as announced) clock
       on conflict do nothing`,
      [announced, now],
    )
    await client.query('vacuum analyze')
  } finally {
    await client.query('reset session_replication_role')
    client.release()
  }
}

/** Makes every count and score wrong, and the rule another one, as after a change of its constants. */
export async function spoilScores(): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('set statement_timeout = 0; set session_replication_role = replica')
    await client.query(
      'update paper_standings set votes = 0, counted_votes = 0, score = 0 where score <> 0 or votes <> 0',
    )
    await client.query('update ranking_state set version = null, recount_after = null')
    await client.query('vacuum analyze paper_standings')
  } finally {
    await client.query('reset session_replication_role; reset statement_timeout')
    client.release()
  }
}
