import { storedTerms } from '../taxonomy'
import { archiveOf, circlesOf, countEach, mostFrequent } from './author-circles'
import { type AuthorIdentity, findIdentities } from './author-identity'
import { mayBeOne } from './author-names'
import { type AuthorTrace, listTraces } from './author-traces'
import { type AuthorOf, findPerson } from './find-person'
import type { Person } from './fold-names'

const SHOWN_CO_AUTHORS = 12

/** A name or a category, and on how many papers it stands. */
export interface Counted {
  name: string
  papers: number
}

/** Somebody else who could be meant. */
export interface OtherPerson extends Counted {
  archives: string[]
  /** People who wrote with both: a sign that the two are one. */
  sharedCoAuthors: number
}

/** What the papers here tell of an author: the newest 1,000 of them. */
export interface AuthorProfile {
  /** Forms of the name, most frequent first. */
  variants: Counted[]
  papers: number
  /** Of the first and the newest paper; null where there is none. */
  years: { first: number; last: number } | null
  /** Most frequent first. */
  categories: Counted[]
  coAuthors: Counted[]
  /** Where more than one, largest first: the papers may be those of several people of one name. */
  circles: { archives: string[]; papers: number }[]
  /** The name alone could be that of several people here. */
  isAmbiguous: boolean
  others: OtherPerson[]
  identities: AuthorIdentity[]
}

/**
 * What the papers here tell of the author at an address.
 * @param name a name, an ORCID or an arXiv author identifier
 * @param within categories or archives that the reader narrowed to: number, years and co-authors are of these papers only
 * @param known what `findPerson` told of the name, when somebody asked already
 */
export async function findAuthorProfile(
  name: string,
  within?: readonly string[],
  known?: AuthorOf,
): Promise<AuthorProfile> {
  const author = known ?? (await findPerson(name))
  const identities = await findIdentities(author)
  const all = await listTraces(author, ownOf(author, identities))
  const terms = new Set(within?.flatMap(storedTerms))
  const isWithin = (category: string) => terms.has(category) || terms.has(archiveOf(category))
  const papers = within ? all.filter(({ categories }) => categories.some(isWithin)) : all
  return {
    ...inSum(papers),
    variants: counted(all.flatMap(({ own }) => own.map((form) => form.name))),
    categories: counted(all.flatMap(({ categories }) => categories)),
    circles: circlesOf(all).map(({ archives, papers }) => ({ archives, papers: papers.length })),
    isAmbiguous: author.by === 'name' && author.isAmbiguous,
    others: author.by === 'name' ? await describeOthers(author.others, all) : [],
    identities,
  }
}

function ownOf(author: AuthorOf, identities: readonly AuthorIdentity[]): (key: string) => boolean {
  if (author.by === 'name') return (key) => author.keys.includes(key)
  const names = identities.flatMap(({ name }) => name ?? [])
  return (key) => names.some((name) => mayBeOne(name, key))
}

function inSum(papers: readonly AuthorTrace[]): Pick<AuthorProfile, 'papers' | 'years' | 'coAuthors'> {
  const years = papers.map(({ listedAt }) => listedAt.getUTCFullYear())
  return {
    papers: papers.length,
    years: years.length > 0 ? { first: Math.min(...years), last: Math.max(...years) } : null,
    coAuthors: counted(papers.flatMap(({ coNames }) => coNames)).slice(0, SHOWN_CO_AUTHORS),
  }
}

/** @param own the papers of the author at the address */
async function describeOthers(others: readonly Person[], own: readonly AuthorTrace[]): Promise<OtherPerson[]> {
  const coAuthors = new Set(own.flatMap((paper) => paper.coAuthors))
  const described = await Promise.all(
    others.map(async ({ names, isAmbiguous }) => {
      const person: AuthorOf = { by: 'name', keys: names, isAmbiguous, others: [] }
      const papers = await listTraces(person, (key) => names.includes(key))
      return {
        name: fullest(names, papers),
        papers: papers.length,
        archives: mostFrequent(papers.map(({ primaryCategory }) => archiveOf(primaryCategory))),
        sharedCoAuthors: new Set(papers.flatMap((paper) => paper.coAuthors).filter((key) => coAuthors.has(key))).size,
      }
    }),
  )
  return described
    .filter(({ papers }) => papers > 0)
    .sort((a, b) => b.sharedCoAuthors - a.sharedCoAuthors || b.papers - a.papers)
}

/** The fullest form as it is written on a paper. @param keys fullest first */
function fullest(keys: readonly string[], papers: readonly AuthorTrace[]): string {
  const written = new Map(papers.flatMap(({ own }) => own.map(({ key, name }) => [key, name])))
  return keys.map((key) => written.get(key)).find((name) => name !== undefined) ?? keys[0] ?? ''
}

const counted = (names: readonly string[]): Counted[] => {
  const counts = countEach(names)
  return mostFrequent(names).map((name) => ({ name, papers: counts.get(name) ?? 0 }))
}
