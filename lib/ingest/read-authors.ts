import type { Clock } from '../clock'
import { db } from '../database/client'
import { UpstreamError } from '../errors'
import { parseAuthorId } from '../papers/author-id'
import { type AuthorList, parseAuthorFeed } from './author-feed'
import type { AuthorLists } from './author-lists'

interface Deps {
  authors: AuthorLists
  clock: Clock
  signal?: AbortSignal | undefined
}

/** What came of asking for one person. */
export type AuthorOutcome = { asked: string } & (
  | { status: 'stored'; id: string; name: string | null; papers: number }
  /** Nobody has that identifier at arXiv. */
  | { status: 'unknown' }
  /** One sentence; what was known stays. */
  | { status: 'unreadable'; reason: string }
)

/** People who are asked about again in one night: at one request in three seconds, ten minutes. */
const A_NIGHT = 200
const ASK_AGAIN_MS = 20 * 3_600_000

/**
 * Brings a person's own list of papers from arXiv into the store. Safe to run again.
 * @param asked an ORCID or an arXiv author identifier, in its one spelling
 */
export async function readAuthor(asked: string, { authors, clock }: Deps): Promise<AuthorOutcome> {
  try {
    const xml = await authors.feed(asked)
    if (xml === null) return { asked, status: 'unknown' }
    const list = await parseAuthorFeed(xml)
    if (list.status === 'broken')
      return { asked, status: 'unreadable', reason: `The list of ${asked} cannot be used: ${list.reason}.` }
    return await storeList(asked, list, clock.now())
  } catch (error) {
    if (error instanceof UpstreamError) return { asked, status: 'unreadable', reason: error.message }
    throw error
  }
}

/** Asks again about the people who are known, whoever was asked about longest ago first. May run again: nobody is asked twice in a night. */
export async function refreshAuthors(deps: Deps): Promise<AuthorOutcome[]> {
  const due = await db().authorId.findMany({
    where: { askedAt: { lt: new Date(deps.clock.now().getTime() - ASK_AGAIN_MS) } },
    orderBy: { askedAt: 'asc' },
    take: A_NIGHT,
    select: { id: true },
  })
  const outcomes: AuthorOutcome[] = []
  for (const { id } of due) {
    deps.signal?.throwIfAborted()
    outcomes.push(await readAuthor(id, deps))
    await db().authorId.updateMany({ where: { id }, data: { askedAt: deps.clock.now() } })
  }
  return outcomes
}

async function storeList(asked: string, list: AuthorList, now: Date): Promise<AuthorOutcome> {
  const isOrcid = parseAuthorId(asked)?.kind === 'orcid'
  const id = isOrcid ? (list.id ?? asked) : asked
  const orcid = isOrcid ? asked : list.orcid
  const known = await db().authorIdPaper.count({ where: { authorId: id } })
  // An index that is away answers with an empty list: what is known is worth more.
  if (list.papers.length === 0 && known > 0)
    return { asked, status: 'unreadable', reason: `The list of ${asked} came empty, though it held ${known} papers.` }

  const papers = new Map(list.papers.map(({ id: paperId, title }) => [paperId, { authorId: id, paperId, title }]))
  const person = { orcid, name: list.name, askedAt: now, answeredAt: now }
  await db().$transaction([
    // The same person under the other identifier.
    db().authorId.deleteMany({ where: { id: { not: id }, OR: [{ id: asked }, ...(orcid ? [{ orcid }] : [])] } }),
    db().authorId.upsert({ where: { id }, create: { id, ...person }, update: person }),
    db().authorIdPaper.deleteMany({ where: { authorId: id } }),
    db().authorIdPaper.createMany({ data: [...papers.values()] }),
  ])
  return { asked, status: 'stored', id, name: list.name, papers: papers.size }
}
