import { db, pool } from '@/lib/database/client'

/** What the house holds that can be held against the truth. */
export interface Stored {
  papers: StoredPaper[]
  lines: StoredLine[]
  batches: StoredBatch[]
}

export interface StoredPaper {
  id: string
  version: number
  titleSource: string
  categories: string[]
  comments: string | null
  doi: string | null
  withdrawn: boolean
  /** When the house met it. */
  firstSeenAt: Date
}

export interface StoredLine {
  paperId: string
  category: string
  day: string
  type: string
}

export interface StoredBatch {
  category: string
  day: string
  state: string
  reason: string
  confirmedNew: number | null
  confirmedCross: number | null
}

/** Of everything that an ingest writes. */
export async function readStore(): Promise<Stored> {
  const papers = await db().paper.findMany({
    select: {
      id: true,
      version: true,
      titleSource: true,
      categories: true,
      comments: true,
      doi: true,
      withdrawn: true,
      firstSeenAt: true,
    },
    orderBy: { id: 'asc' },
  })
  const lines = await pool().query<StoredLine>(
    `select paper_id as "paperId", category, day::text, type::text from announcements order by day, paper_id, category`,
  )
  const batches = await pool().query<StoredBatch>(
    `select category, day::text, state::text, reason, confirmed_new as "confirmedNew", confirmed_cross as "confirmedCross"
     from batches order by day, category`,
  )
  return { papers, lines: lines.rows, batches: batches.rows }
}

/** What the sweeps set right, by its kind. */
export async function countRepairs(): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ kind: string; count: number }>(
    'select kind::text, count(*)::int as count from repairs group by kind order by kind',
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

/** An empty house on the same database, whatever tables there are. */
export async function emptyStore(): Promise<void> {
  const { rows } = await pool().query<{ names: string }>(
    `select string_agg(format('%I', tablename), ', ') as names from pg_tables
     where schemaname = 'public' and tablename not in ('_prisma_migrations', 'gates')`,
  )
  await pool().query(`truncate ${rows[0]?.names ?? 'papers'} cascade`)
  await pool().query('update gates set open_at = to_timestamp(0)')
}
