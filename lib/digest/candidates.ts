import { Prisma } from '@/generated/prisma/client'
import { addDays, announcementInstant } from '../announcement-day'
import { db } from '../database/client'
import { prepared } from '../database/prepared'
import { personalWords } from '../personal/personal-list'
import type { Coverage, Listings } from '../subscriptions/coverage'
import type { ListAddress } from '../subscriptions/list-address'
import { storedTerms } from '../taxonomy'
import { notesOf } from '../views/list-notes'
import { announceTypesOf, typesOf } from '../views/list-types'
import { listIds } from '../views/list-view'

/** A paper that an issue may bring. */
export interface Candidate {
  id: string
  version: number
  /** When it came into the house. */
  seenAt: Date
  /** A later version was announced, and the list holds such: it may come again to who had an earlier one. */
  updated: boolean
  /** What its list says of it. */
  note?: string | undefined
  /** In a personal list: the words that speak for it. */
  words?: string[]
}

/** How deep into a list an issue looks for papers that a reader was not sent yet. */
const MAX_DEPTH = 1_000
/** A paper that came into the house later than so many days after its listing is no news any more. */
const LATE_DAYS = 14

/**
 * The papers of a list that an issue may bring, in the order of the list, without withdrawn and merged ones: nothing to wake somebody up for.
 * @param late what came too late for its own day's issue, as `listLate` gives it
 */
export async function listCandidates(
  { view, minVotes }: ListAddress,
  coverage: Coverage,
  late: Late = NOTHING_LATE,
): Promise<Candidate[]> {
  const only = await conditionOf({ view, minVotes }, coverage, late)
  const since = coverage.kind === 'recent' ? coverage.since : null
  // A page may end in what holds one word of a search; a mail that brought it would be one of many.
  const ids = [...new Set(await listIds(view, { minVotes, only, since, everyWord: true, limit: MAX_DEPTH }))]
  const updated = coverage.kind === 'listings' ? await updatedAmong({ view, minVotes }, coverage, ids, late) : new Set()
  const papers = await listUnhidden(ids)
  const notes = await notesOf(view, ids)
  const words = view.kind === 'personal' ? await personalWords(view.key, ids) : null
  return papers.map((paper) => ({
    ...paper,
    updated: updated.has(paper.id),
    note: notes.get(paper.id),
    ...(words && { words: words.get(paper.id) ?? [] }),
  }))
}

/**
 * Of these papers, in their order, those that are neither withdrawn nor merged. Each is looked up by its own key: handed over as a list to compare
 * with, a thousand identifiers are compared with every paper while PostgreSQL has no statistics, as in the first minute of a database.
 */
const listUnhidden = (ids: readonly string[]) =>
  prepared<Pick<Candidate, 'id' | 'version' | 'seenAt'>>(
    'papers of an issue',
    Prisma.sql`select p.id, p.version, p.first_seen_at as "seenAt"
      from unnest(${[...ids]}::text[]) with ordinality as listed(id, place)
      join papers p on p.id = listed.id
      join paper_standings s on s.paper_id = p.id
      where not p.withdrawn and s.merged_into is null
      order by listed.place`,
  )

/** What came into the house too late for the issue of its own day, of all lists; identifiers. */
export interface Late {
  papers: readonly string[]
  /** Papers that were here, and whose newest version came late. */
  updates: readonly string[]
}

const NOTHING_LATE: Late = { papers: [], updates: [] }

/** What came too late for the issues before these listings, and is no older than two weeks. */
export async function listLate({ after, lateSince }: Listings): Promise<Late> {
  const first = addDays(after, -LATE_DAYS)
  const [from, until] = [announcementInstant(first), announcementInstant(after)]
  const papers = await db().$queryRaw<{ id: string }[]>`
    select s.paper_id as id from paper_standings s join papers p on p.id = s.paper_id
    where s.listed_at > ${from}::timestamptz and s.listed_at <= ${until}::timestamptz and p.first_seen_at > ${lateSince}::timestamptz`
  const updates = await db().$queryRaw<{ id: string }[]>`
    select distinct a.paper_id as id from announcements a
    join papers p on p.id = a.paper_id
    join paper_versions v on v.paper_id = p.id and v.version = p.version
    where a.day > ${first}::date and a.day <= ${after}::date and a.type in ('replace', 'replace-cross')
      and p.first_seen_at <= ${lateSince}::timestamptz and v.first_seen_at > ${lateSince}::timestamptz`
  return { papers: papers.map(({ id }) => id), updates: updates.map(({ id }) => id) }
}

async function conditionOf(list: ListAddress, coverage: Coverage, late: Late): Promise<Prisma.Sql | null> {
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
async function idsOf({ view }: ListAddress, { after, through }: Listings, late: Late): Promise<string[]> {
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
          select s.paper_id from paper_standings s where s.paper_id = any(${[...late.papers]}::text[]) and ${isWithin(view)}`
        : Prisma.empty
    }
    ${types.includes('replace') ? Prisma.sql`union select a.paper_id from announcements a where ${isLateUpdate(view, after, late)}` : Prisma.empty}`
  return rows.map(({ id }) => id)
}

/** Of these papers, those that were replaced in these days and neither new nor cross-listed. */
async function updatedAmong(
  { view }: ListAddress,
  { after, through }: Listings,
  ids: string[],
  late: Late,
): Promise<Set<string>> {
  if (view.kind !== 'category' || !typesOf(view).includes('replace')) return new Set()
  const rows = await db().$queryRaw<{ id: string }[]>`
    select a.paper_id as id from announcements a
    where a.paper_id = any(${ids}) and (
      (a.day > ${after}::date and a.day <= ${through}::date and ${within(view, Prisma.sql`a.category`)})
      or (${isLateUpdate(view, after, late)})
    )
    group by 1 having bool_and(a.type in ('replace', 'replace-cross'))`
  return new Set(rows.map(({ id }) => id))
}

/** SQL: announcement `a` told the list of a version that came late. */
const isLateUpdate = (view: ListAddress['view'], after: string, { updates }: Late) =>
  Prisma.sql`a.paper_id = any(${[...updates]}::text[]) and a.type in ('replace', 'replace-cross')
    and a.day > ${addDays(after, -LATE_DAYS)}::date and a.day <= ${after}::date and ${within(view, Prisma.sql`a.category`)}`

const within = (view: ListAddress['view'], column: Prisma.Sql) =>
  view.kind === 'category' ? Prisma.sql`${column} = any(${storedTerms(view.category)}::text[])` : Prisma.sql`true`

const isWithin = (view: ListAddress['view']) =>
  view.kind === 'category'
    ? Prisma.sql`exists (select from paper_categories c where c.paper_id = s.paper_id and ${within(view, Prisma.sql`c.category`)})`
    : Prisma.sql`true`
