import { db } from '../database/client'
import { authorKey } from './author-key'
import { type AuthorOf, paperIdsOf } from './find-person'

/** Papers that are looked at: the newest. */
const MAX_PAPERS = 1_000
/** Longer bylines are those of collaborations and tell nothing of who works with whom. */
const MAX_BYLINE = 50

/** A paper as far as it tells about one of its authors. */
export interface AuthorTrace {
  listedAt: Date
  /** Primary first. */
  categories: string[]
  primaryCategory: string
  /** How the author stands on it, with the key; empty where the byline is too long. */
  own: Name[]
  /** Keys of the others. */
  coAuthors: string[]
  coNames: string[]
}

interface Name {
  key: string
  name: string
}

/** The newest 1,000 papers of an author. @param isOwn whether a key is one of the author's */
export async function listTraces(author: AuthorOf, isOwn: (key: string) => boolean): Promise<AuthorTrace[]> {
  const rows = await db().$queryRaw<
    (Pick<AuthorTrace, 'listedAt' | 'categories' | 'primaryCategory'> & { authors: string[] })[]
  >`
    select s.listed_at as "listedAt", p.categories, p.primary_category as "primaryCategory",
      case when cardinality(p.authors) <= ${MAX_BYLINE} then p.authors else '{}' end as authors
    from (${paperIdsOf(author)}) own
      join paper_standings s on s.paper_id = own.paper_id join papers p on p.id = own.paper_id
    order by s.listed_at desc, p.id desc limit ${MAX_PAPERS}`
  const keyOf = remembering(authorKey)
  const isTheirs = remembering(isOwn)
  return rows.map(({ authors, ...paper }) => {
    const names = authors.map((name) => ({ key: keyOf(name), name }))
    const others = names.filter(({ key }) => !isTheirs(key))
    return {
      ...paper,
      own: names.filter(({ key }) => isTheirs(key)),
      coAuthors: others.map(({ key }) => key),
      coNames: others.map(({ name }) => name),
    }
  })
}

/** The same names stand on many papers. */
function remembering<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const value = known.get(text) ?? work(text)
    known.set(text, value)
    return value
  }
}
