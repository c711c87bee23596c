import { pool } from '@/lib/database/client'
import { authorKey } from '@/lib/papers/author-key'

export interface PaperToStore {
  id: string
  title: string
  abstract: string
  authors: string[]
  categories: string[]
  submittedAt: Date
  votes: number
}

/** Stores papers as they are, with what stands beside each, in one statement: for very many of them. */
export async function storePapers(papers: readonly PaperToStore[]): Promise<void> {
  const rows = papers.map((paper) => ({ ...paper, keys: paper.authors.map(authorKey) }))
  await pool().query(
    `with told as (
       select * from json_to_recordset($1::json) as t(id text, title text, abstract text, authors text[], categories text[],
         "submittedAt" timestamptz, votes int, keys text[])
     ), stored as (
       insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html, authors, categories,
         primary_category, submitted_at, first_seen_at)
       select id, title, title, title, abstract, abstract, abstract, authors, categories, categories[1], "submittedAt", "submittedAt" from told
     ), placed as (
       insert into paper_standings (paper_id, votes, counted_votes, listed_at, listed_tick, score)
       select id, votes, votes, "submittedAt", extract(epoch from "submittedAt") / 86400, votes from told
     ), filed as (
       insert into paper_categories (category, paper_id, is_primary)
       select c.name, id, c.place = 1 from told, unnest(categories) with ordinality as c(name, place)
     )
     insert into paper_authors (key, paper_id) select distinct unnest(keys), id from told`,
    [JSON.stringify(rows)],
  )
}

/** So that the planner knows what was stored. */
export async function analyzePapers(): Promise<void> {
  await pool().query('set statement_timeout = 0')
  for (const table of ['papers', 'paper_standings', 'paper_categories', 'paper_authors'])
    await pool().query(`vacuum analyze ${table}`)
}
