import Database from 'libsql'
import { parseQuery } from '@/lib/search/query/parse'
import { madePapers } from './corpus'

/** SQLite's full-text search over the same papers, with the same kind of stems; every word may match, ranked by its BM25. */
export function fillFts5(file: string, papers: number): void {
  const database = new Database(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = off')
  database.exec('create virtual table papers using fts5(id unindexed, title, abstract, tokenize = "porter unicode61")')
  const insert = database.prepare('insert into papers (id, title, abstract) values (?, ?, ?)')
  database.exec('begin')
  for (const { id, title, abstract } of madePapers(papers)) insert.run(id, title, abstract)
  database.exec('commit')
  database.exec("insert into papers (papers) values ('optimize')")
  database.close()
}

/** The twenty best for the words of a query. */
export function askFts5(file: string): (query: string) => unknown[] {
  const database = new Database(file)
  const best = database.prepare('select id from papers where papers match ? order by bm25(papers, 0, 2.5, 1) limit 20')
  return (query) =>
    best.all(
      parseQuery(query)
        .words.map((word) => `"${word.replaceAll('"', '')}"`)
        .join(' OR '),
    )
}
