import type pg from 'pg'
import { Prisma } from '@/generated/prisma/client'
import { pool } from '@/lib/database/client'
import { announcementsThrough } from '@/lib/trending/announcement-clock'
import { tickSql } from '@/lib/trending/tick-sql'

const READERS = 10_000

/**
 * So many papers over three years, and about so many votes in the days after each of them: few for most, very many for some. Counts and scores are
 * left for a recount to make. What is filled already stays as it is.
 */
export async function fillTrending(papers: number, votes: number, now: Date): Promise<void> {
  const client = await pool().connect()
  const isEmpty = async (table: 'papers' | 'votes') =>
    (await client.query(`select from ${table} limit 1`)).rowCount === 0
  try {
    await client.query(
      "set statement_timeout = 0; set session_replication_role = replica; set maintenance_work_mem = '256MB'",
    )
    if (await isEmpty('papers')) await fillPapers(client, papers, now)
    if (await isEmpty('votes')) await fillVotes(client, votes, now)
    await client.query('vacuum analyze')
  } finally {
    await client.query('reset session_replication_role; reset statement_timeout; reset maintenance_work_mem')
    client.release()
  }
}

const tick = tickSql(Prisma.sql`x.at`).sql

async function fillPapers(client: pg.PoolClient, papers: number, now: Date): Promise<void> {
  await client.query('begin')
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
    [announcementsThrough(now)],
  )
  await client.query(
    `insert into readers (id, email, created_at) select 'r' || n, n || '@example.org', '2020-01-01' from generate_series(1, ${READERS}) n`,
  )
  await client.query('commit')
}

/** As a bulk load does it: the indexes are made when the rows are there. */
async function fillVotes(client: pg.PoolClient, votes: number, now: Date): Promise<void> {
  await client.query('begin')
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `select indexname as name, indexdef as made from pg_indexes where tablename = 'votes' and indexname <> 'votes_pkey'`,
  )
  await client.query(
    ['alter table votes drop constraint votes_pkey', ...indexes.map(({ name }) => `drop index ${name}`)].join(';'),
  )
  // By the cube root a tenth of the papers hold nearly half of the votes. Of each paper, readers in a row, so that nobody votes twice.
  await client.query(
    `insert into votes (reader_id, paper_id, created_at, counted_at, tick)
     select 'r' || (1 + (x.place * 7919 + n) % ${READERS}), x.id, x.at, x.at, ${tick}
     from (
       select p.id, p.place, n, least(p.listed_at + random() ^ 2 * interval '10 days', $2::timestamptz) as at
       from (
         select paper_id as id, listed_at, place, ${votes} * (power(place::float8 / total, 1.0 / 3) - power((place - 1)::float8 / total, 1.0 / 3)) as share
         from (select paper_id, listed_at, row_number() over (order by listed_at desc) as place, count(*) over () as total from paper_standings) placed
         order by listed_at
       ) p cross join lateral generate_series(1, least(${READERS}, floor(p.share + random())::int)) n
     ) x cross join (select $1::float8[] as announced) clock`,
    [announcementsThrough(now), now],
  )
  await client.query(
    ['alter table votes add primary key (reader_id, paper_id)', ...indexes.map(({ made }) => made)].join(';'),
  )
  await client.query('commit')
}

/** Makes every count and score wrong, as of another version of the rule, or of the clock. */
export async function spoilScores(of: 'version' | 'clock_version'): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('set statement_timeout = 0; set session_replication_role = replica')
    await client.query(
      'update paper_standings set votes = 0, counted_votes = 0, score = 0 where score <> 0 or votes <> 0',
    )
    await client.query(`update ranking_state set ${of} = null, recount_after = null`)
    await client.query('vacuum analyze paper_standings')
  } finally {
    await client.query('reset session_replication_role; reset statement_timeout')
    client.release()
  }
}
