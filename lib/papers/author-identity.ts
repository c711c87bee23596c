import { db } from '../database/client'
import { mayBeOne } from './author-names'
import { type AuthorOf, paperIdsOf } from './find-person'

/** A person whom arXiv knows by a public identifier, and the list of papers that goes with it. */
export interface AuthorIdentity {
  /** `warner_s_1`, or the ORCID where arXiv tells nothing else. */
  id: string
  orcid: string | null
  /** As arXiv writes it. */
  name: string | null
  /** Papers on arXiv's list, and how many of them are here. */
  listed: number
  here: number
  /** Those that are not here, newest first; at most 100. */
  elsewhere: { id: string; title: string }[]
}

/**
 * The identities known of an author: of an identifier its own, if it was asked for; of a name those that agree with it and have
 * one of its papers.
 */
export async function findIdentities(author: AuthorOf): Promise<AuthorIdentity[]> {
  const rows = await db().authorId.findMany({
    where:
      author.by === 'identifier'
        ? { OR: [{ id: author.id }, { orcid: author.id }] }
        : { papers: { some: { paperId: { in: await paperIds(author) } } } },
    select: { id: true, orcid: true, name: true },
    orderBy: { id: 'asc' },
  })
  const isMeant = ({ name }: { name: string | null }) =>
    author.by === 'identifier' || (name !== null && author.keys.every((key) => mayBeOne(key, name)))
  return Promise.all(rows.filter(isMeant).map(async (row) => ({ ...row, ...(await compareLists(row.id)) })))
}

async function paperIds(author: AuthorOf): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`select paper_id as id from (${paperIdsOf(author)}) own limit 1000`
  return rows.map(({ id }) => id)
}

async function compareLists(id: string): Promise<Pick<AuthorIdentity, 'listed' | 'here' | 'elsewhere'>> {
  const papers = await db().$queryRaw<{ id: string; title: string; isHere: boolean }[]>`
    select l.paper_id as id, l.title, p.id is not null as "isHere"
    from author_id_papers l left join papers p on p.id = l.paper_id
    where l.author_id = ${id} order by l.paper_id desc`
  const elsewhere = papers.filter(({ isHere }) => !isHere).map(({ id, title }) => ({ id, title }))
  return { listed: papers.length, here: papers.length - elsewhere.length, elsewhere: elsewhere.slice(0, 100) }
}
