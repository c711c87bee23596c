import { Prisma } from '@/generated/prisma/client'
import { addDays, announcementInstant } from '../announcement-day'
import { db } from '../database/client'
import { personalWords } from '../personal/personal-list'
import type { Coverage, Listings } from '../subscriptions/coverage'
import type { ListAddress } from '../subscriptions/list-address'
import { storedTerms } from '../taxonomy'
import { announceTypesOf, typesOf } from '../views/list-types'
import { listIds } from '../views/list-view'

/** A paper that an issue may bring. */
export interface Candidate {
  id: string
  version: number
  /** A later version was announced, and the list holds such: it may come again to who had an earlier one. */
  updated: boolean
  /** In a personal list: the words that speak for it. */
  words?: string[]
}

/** How deep into a list an issue looks for papers that a reader was not sent yet. */
const MAX_DEPTH = 1_000
/** A paper that came into the house later than so many days after its listing is no news any more. */
const LATE_DAYS = 14

/**
 * The papers of a list that an issue may bring, in the order of the list, without withdrawn ones: nothing to wake somebody up for.
 * @param late what came too late for its own day's issue, as `listLate` gives it
 */
export async function listCandidates(
  { view, minVotes }: ListAddress,
  coverage: Coverage,
  late: readonly string[] = [],
): Promise<Candidate[]> {
  const only = await conditionOf({ view, minVotes }, coverage, late)
  const since = coverage.kind === 'recent' ? coverage.since : null
  // A page may end in what holds one word of a search; a mail that brought it would be one of many.
  const ids = [...new Set(await listIds(view, { minVotes, only, since, everyWord: true, limit: MAX_DEPTH }))]
  const updated = coverage.kind === 'listings' ? await updatedAmong({ view, minVotes }, coverage, ids) : new Set()
  const papers = await db().paper.findMany({
    where: { id: { in: ids }, withdrawn: false },
    select: { id: true, version: true },
  })
  const versions = new Map(papers.map(({ id, version }) => [id, version]))
  const words = view.kind === 'personal' ? await personalWords(view.key, ids) : null
  return ids.flatMap((id) => {
    const version = versions.get(id)
    if (version === undefined) return []
    return [{ id, version, updated: updated.has(id), ...(words && { words: words.get(id) ?? [] }) }]
  })
}

/** Papers of all lists that came into the house too late for the issue of their own day. */
export async function listLate({ after, lateSince }: Listings): Promise<string[]> {
  const [from, until] = [announcementInstant(addDays(after, -LATE_DAYS)), announcementInstant(after)]
  const rows = await db().$queryRaw<{ id: string }[]>`
    select s.paper_id as id from paper_standings s join papers p on p.id = s.paper_id
    where s.listed_at > ${from}::timestamptz and s.listed_at <= ${until}::timestamptz and p.first_seen_at > ${lateSince}::timestamptz`
  return rows.map(({ id }) => id)
}

async function conditionOf(list: ListAddress, coverage: Coverage, late: readonly string[]): Promise<Prisma.Sql | null> {
  switch (coverage.kind) {
    case 'whole':
    case 'recent':
      return null
    case 'listings':
      // By their identifiers: the database would not know how few they are, and walk the whole list for them.
      return Prisma.sql`s.paper_id = any(${await idsOf(list, coverage, late)})`
  }
}

/** What was listed in these days as one of the list's types, and what of the late papers is in the list. */
async function idsOf({ view }: ListAddress, { after, through }: Listings, late: readonly string[]): Promise<string[]> {
  const types = typesOf(view.kind === 'category' ? view : {})
  const [from, until] = [announcementInstant(after), announcementInstant(through)]
  const rows = await db().$queryRaw<{ id: string }[]>`
    select a.paper_id as id from announcements a
    where a.day > ${after}::date and a.day <= ${through}::date
      and a.type = any(${announceTypesOf(types)}::announcement_type[]) and ${within(view, Prisma.sql`a.category`)}
    ${
      types.includes('new') || types.includes('cross')
        ? Prisma.sql`union
          select s.paper_id from paper_standings s
          where s.listed_at > ${from}::timestamptz and s.listed_at <= ${until}::timestamptz and ${isWithin(view)}
          union
          select s.paper_id from paper_standings s where s.paper_id = any(${[...late]}::text[]) and ${isWithin(view)}`
        : Prisma.empty
    }`
  return rows.map(({ id }) => id)
}

/** Of these papers, those that were replaced in these days and neither new nor cross-listed. */
async function updatedAmong({ view }: ListAddress, { after, through }: Listings, ids: string[]): Promise<Set<string>> {
  if (view.kind !== 'category' || !typesOf(view).includes('replace')) return new Set()
  const rows = await db().$queryRaw<{ id: string }[]>`
    select a.paper_id as id from announcements a
    where a.paper_id = any(${ids}) and a.day > ${after}::date and a.day <= ${through}::date
      and ${within(view, Prisma.sql`a.category`)}
    group by 1 having bool_and(a.type in ('replace', 'replace-cross'))`
  return new Set(rows.map(({ id }) => id))
}

const within = (view: ListAddress['view'], column: Prisma.Sql) =>
  view.kind === 'category' ? Prisma.sql`${column} = any(${storedTerms(view.category)}::text[])` : Prisma.sql`true`

const isWithin = (view: ListAddress['view']) =>
  view.kind === 'category'
    ? Prisma.sql`exists (select from paper_categories c where c.paper_id = s.paper_id and ${within(view, Prisma.sql`c.category`)})`
    : Prisma.sql`true`
