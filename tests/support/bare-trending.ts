import { pool } from '@/lib/database/client'

/** The rows of the front page, by their index, with the same columns: the least that a list can ask. */
export async function bareFrontPage(): Promise<void> {
  await pool().query({
    name: 'bare front page',
    text: `select p.id, p.version, p.title, p.title_html, p.abstract, coalesce(p.abstract_html, p.abstract) as abstract_html, p.authors, p.categories, p.primary_category,
        p.comments, p.submitted_at, p.updated_at, p.announced_at, p.first_seen_at, p.withdrawn, p.sample, s.votes
      from paper_standings s join papers p on p.id = s.paper_id
      order by s.score desc, s.paper_id desc limit 50`,
  })
}

/** A vote as a transaction of two statements that knows no score. */
export async function bareVote(paperId: string, readerId: string, now: Date): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query({
      name: 'bare vote',
      text: 'insert into votes (reader_id, paper_id, created_at, counted_at, tick) values ($1, $2, $3, $3, 0) on conflict do nothing',
      values: [readerId, paperId, now],
    })
    await client.query({
      name: 'bare count',
      text: 'update paper_standings set votes = votes + 1, counted_votes = counted_votes + 1 where paper_id = $1',
      values: [paperId],
    })
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** The papers on top. */
export async function hottest(count: number): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    'select paper_id as id from paper_standings order by score desc, paper_id desc limit $1',
    [count],
  )
  return rows.map(({ id }) => id)
}

/** Readers who have not voted yet. */
export async function newReaders(name: string, count: number): Promise<{ id: string; createdAt: Date }[]> {
  const { rows } = await pool().query<{ id: string; createdAt: Date }>(
    `insert into readers (id, email, created_at) select $1 || n, $1 || n || '@example.org', '2020-01-01'
     from generate_series(1, $2::int) n returning id, created_at as "createdAt"`,
    [name, count],
  )
  return rows
}

/** Whether the counts of these papers are those of their votes. */
export async function areCountsExact(paperIds: readonly string[]): Promise<boolean> {
  const { rows } = await pool().query<{ exact: boolean }>(
    `select bool_and(s.votes = v.votes and s.counted_votes = v.counted) as exact
     from paper_standings s join (select paper_id, count(*) as votes, count(counted_at) as counted from votes group by 1) v on v.paper_id = s.paper_id
     where s.paper_id = any($1)`,
    [paperIds],
  )
  return rows[0]?.exact ?? false
}
