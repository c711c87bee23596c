import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { storedTerms } from '../taxonomy'
import { parseAuthorId } from './author-id'
import { authorKey } from './author-key'
import { nameBlock } from './author-names'
import { foldAround, type Person } from './fold-names'

/** Names of one initial and last word; with more, a name tells too little to be folded with another. */
const MOST_NAMES = 400
/** Who else could be meant: as many as an author page can show. */
const MOST_OTHERS = 12

/** Whose papers an author page shows. */
export type AuthorOf =
  /** Everybody who writes under these keys; `others` could be meant as well. */
  | { by: 'name'; keys: string[]; isAmbiguous: boolean; others: Person[] }
  /** The person whom arXiv knows by an identifier. */
  | { by: 'identifier'; id: string }

/**
 * The person behind a name or a public identifier: all forms of the name that are on papers here and can be nobody else's
 * (`foldNames`). Two names that stand on one paper are two people. A name of which there are too many alike stands alone.
 */
export async function findPerson(name: string): Promise<AuthorOf> {
  const identifier = parseAuthorId(name)
  if (identifier) return { by: 'identifier', id: identifier.id }
  const key = authorKey(name)
  const names = await namesNear(name, key)
  if (names.length > MOST_NAMES) return { by: 'name', keys: [key], isAmbiguous: true, others: [] }
  const together = await writtenTogether(names)
  const { person, others } = foldAround(key, names, (one, other) => together.has(`${one}|${other}`), MOST_OTHERS)
  return { by: 'name', keys: person.names, isAmbiguous: person.isAmbiguous, others }
}

/**
 * The ids of a person's papers, each once, as a query of one column.
 * @param within only those that are listed, or cross-listed, in one of these categories or archives
 */
export function paperIdsOf(author: AuthorOf, within?: readonly string[]): Prisma.Sql {
  const all =
    author.by === 'name'
      ? Prisma.sql`select distinct paper_id from paper_authors where key = any(${author.keys})`
      : Prisma.sql`select paper_id from author_id_papers
          where author_id = (select id from author_ids where id = ${author.id} or orcid = ${author.id} limit 1)`
  return within
    ? Prisma.sql`select paper_id from (${all}) own where exists (
        select from paper_categories c where c.paper_id = own.paper_id
          and (c.category = any(${within.flatMap(storedTerms)}) or split_part(c.category, '.', 1) = any(${[...within]})))`
    : all
}

/** The name itself, and every name that may agree with it or with one of these; more than `MOST_NAMES` are cut off. */
async function namesNear(name: string, key: string): Promise<string[]> {
  const block = nameBlock(name)
  if (!block) return [key]
  const rows = await db().$queryRaw<{ key: string }[]>`
    select distinct key from paper_authors
    where split_part(regexp_replace(key, ' (jr|sr|ii|iii|iv)$', ''), ' ', -1) = ${block.lastWord} and left(key, 1) = ${block.initial}
    limit ${MOST_NAMES + 1}`
  return [...new Set([key, ...rows.map((row) => row.key)])]
}

async function writtenTogether(names: string[]): Promise<Set<string>> {
  if (names.length < 2) return new Set()
  const pairs = await db().$queryRaw<{ one: string; other: string }[]>`
    select distinct a.key as one, b.key as other
    from paper_authors a join paper_authors b on b.paper_id = a.paper_id and b.key <> a.key
    where a.key = any(${names}) and b.key = any(${names})`
  return new Set(pairs.map(({ one, other }) => `${one}|${other}`))
}
