import { Prisma } from '@/generated/prisma/client'
import type { Ask } from '../database/transaction'
import { announcementTick } from '../trending/announcement-clock'
import { newcomerScore } from '../trending/heat'
import { rescoring } from '../trending/rescore'
import { authorKey } from './author-key'
import type { ReadyPapers, ReadyTexts } from './ready-papers'
import type { PaperFacts } from './reconcile'
import { prepareText, prepareTitle } from './text/prepare'
import type { AnnouncementLine } from './types'

/** A paper as it is stored (null: not yet) and as it is to be. */
export interface PaperChange {
  before: PaperFacts | null
  after: PaperFacts
}

/** Longer than any name; what a B-tree can hold in any script. */
const MAX_KEY_CHARS = 400

/** What is stored of these papers, by id. */
export async function readFacts(ask: Ask, ids: string[]): Promise<Map<string, PaperFacts>> {
  const rows = await ask<PaperFacts>(
    'read facts of papers',
    Prisma.sql`select ${FACT_COLUMNS} from papers where id = any(${ids}::text[])`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Writes papers with their standing, authors and categories: a few statements, whatever the number. Call it under the writers' lock. */
export async function writePapers(ask: Ask, changes: PaperChange[], texts?: ReadyPapers['texts']): Promise<void> {
  const rows = changes.map((change) => rowOf(change, texts?.get(change.after.id)))
  await insertPapers(
    ask,
    rows.filter((_, index) => !changes[index]?.before),
  )
  await updatePapers(
    ask,
    rows.filter((_, index) => changes[index]?.before),
  )
  await writeStandings(
    ask,
    changes.filter(({ before, after }) => !before || listedAt(before).getTime() !== listedAt(after).getTime()),
  )
  await writeAuthors(
    ask,
    changes.filter(({ before, after }) => !sameList(before?.authors, after.authors)),
  )
  await writeCategories(
    ask,
    changes.filter(({ before, after }) => !sameList(before?.categories, after.categories)),
  )
}

/**
 * Writes lines of listings; of two about one paper, category and day the stronger stays.
 * @returns the papers for which something was new
 */
export async function writeAnnouncements(ask: Ask, lines: AnnouncementLine[]): Promise<string[]> {
  if (lines.length === 0) return []
  const written = await ask<{ id: string }>(
    'write announcements',
    Prisma.sql`
    insert into announcements as known (paper_id, category, day, type, judged)
    select distinct on ("paperId", category, day) "paperId", category, day, type, coalesce(judged, false)
    from json_to_recordset(${JSON.stringify(lines)}::json)
      as line("paperId" text, category text, day date, type announcement_type, judged boolean)
    order by "paperId", category, day, type
    on conflict (paper_id, category, day) do update
      set type = least(excluded.type, known.type), judged = excluded.judged and known.judged
      where excluded.type < known.type or (known.judged and not excluded.judged)
    returning paper_id as id`,
  )
  return written.map(({ id }) => id)
}

const FACT_COLUMNS = Prisma.sql`id, version, title_source as "titleSource", abstract_source as "abstractSource", authors, categories,
  comments, doi, journal_ref as "journalRef", license, submitted_at as "submittedAt", updated_at as "updatedAt",
  announced_at as "announcedAt", first_seen_at as "firstSeenAt", completed_at as "completedAt", withdrawn, sample`

/** A text is prepared only when its source is new, unless it was made ready ahead: null leaves what is stored. */
function rowOf({ before, after }: PaperChange, ready: ReadyTexts | undefined) {
  const title = before?.titleSource === after.titleSource ? null : (ready?.title ?? prepareTitle(after.titleSource))
  const abstract =
    before?.abstractSource === after.abstractSource ? null : (ready?.abstract ?? prepareText(after.abstractSource))
  return {
    ...after,
    primaryCategory: after.categories[0],
    title: title?.text ?? null,
    titleHtml: title?.html ?? null,
    abstract: abstract?.text ?? null,
    abstractHtml: abstract?.html ?? null,
  }
}

type Row = ReturnType<typeof rowOf>

async function insertPapers(ask: Ask, rows: Row[]): Promise<void> {
  if (rows.length === 0) return
  await ask(
    'insert papers',
    Prisma.sql`
    insert into papers (id, version, title_source, title, title_html, abstract_source, abstract, abstract_html, authors,
      categories, primary_category, comments, doi, journal_ref, license, submitted_at, updated_at, announced_at,
      first_seen_at, completed_at, withdrawn, sample)
    select id, version, "titleSource", title, "titleHtml", "abstractSource", abstract, "abstractHtml", authors,
      categories, "primaryCategory", comments, doi, "journalRef", license, "submittedAt", "updatedAt", "announcedAt",
      "firstSeenAt", "completedAt", withdrawn, sample
    from json_to_recordset(${JSON.stringify(rows)}::json) as told(id text, version int, "titleSource" text, title text,
      "titleHtml" text, "abstractSource" text, abstract text, "abstractHtml" text, authors text[], categories text[],
      "primaryCategory" text, comments text, doi text, "journalRef" text, license text, "submittedAt" timestamptz,
      "updatedAt" timestamptz, "announcedAt" timestamptz, "firstSeenAt" timestamptz, "completedAt" timestamptz,
      withdrawn boolean, sample boolean)`,
  )
}

async function updatePapers(ask: Ask, rows: Row[]): Promise<void> {
  if (rows.length === 0) return
  await ask(
    'update papers',
    Prisma.sql`
    update papers p set version = told.version, title_source = told."titleSource", title = coalesce(told.title, p.title),
      title_html = coalesce(told."titleHtml", p.title_html), abstract_source = told."abstractSource",
      abstract = coalesce(told.abstract, p.abstract), abstract_html = coalesce(told."abstractHtml", p.abstract_html),
      authors = told.authors, categories = told.categories, primary_category = told."primaryCategory",
      comments = told.comments, doi = told.doi, journal_ref = told."journalRef", license = told.license,
      submitted_at = told."submittedAt", updated_at = told."updatedAt", announced_at = told."announcedAt",
      completed_at = told."completedAt", withdrawn = told.withdrawn, sample = told.sample
    from json_to_recordset(${JSON.stringify(rows)}::json) as told(id text, version int, "titleSource" text, title text,
      "titleHtml" text, "abstractSource" text, abstract text, "abstractHtml" text, authors text[], categories text[],
      "primaryCategory" text, comments text, doi text, "journalRef" text, license text, "submittedAt" timestamptz,
      "updatedAt" timestamptz, "announcedAt" timestamptz, "completedAt" timestamptz, withdrawn boolean, sample boolean)
    where p.id = told.id`,
  )
}

const listedAt = ({ announcedAt, submittedAt, firstSeenAt }: PaperFacts) => announcedAt ?? submittedAt ?? firstSeenAt

/** Votes stay as they are; rows whose place in lists by time stays are not even locked, so that votes need not wait. */
async function writeStandings(ask: Ask, changes: PaperChange[]): Promise<void> {
  if (changes.length === 0) return
  await ask(
    'write standings',
    Prisma.sql`
    insert into paper_standings (paper_id, listed_at, listed_tick, score)
    select id, "listedAt", "listedTick", score from json_to_recordset(${JSON.stringify(changes.map(placeOf))}::json)
      as told(id text, "listedAt" timestamptz, "listedTick" double precision, score double precision)
    order by id
    on conflict (paper_id) do update set listed_at = excluded.listed_at, listed_tick = excluded.listed_tick`,
  )
  const stored = storedIds(changes)
  if (stored.length > 0) await ask('rescore', rescoring(stored))
}

function placeOf({ after }: PaperChange) {
  const place = listedAt(after)
  const listedTick = announcementTick(place)
  return { id: after.id, listedAt: place, listedTick, score: newcomerScore(listedTick) }
}

async function writeAuthors(ask: Ask, changes: PaperChange[]): Promise<void> {
  if (changes.length === 0) return
  const stored = storedIds(changes)
  if (stored.length > 0) {
    await ask('delete authors', Prisma.sql`delete from paper_authors where paper_id = any(${stored}::text[])`)
  }
  const rows = changes.flatMap(({ after }) =>
    after.authors.map((name) => ({ key: authorKey(name).slice(0, MAX_KEY_CHARS).toWellFormed(), id: after.id })),
  )
  await ask(
    'write authors',
    Prisma.sql`
    insert into paper_authors (key, paper_id)
    select key, id from json_to_recordset(${JSON.stringify(rows)}::json) as told(key text, id text)
    where key <> '' on conflict do nothing`,
  )
}

async function writeCategories(ask: Ask, changes: PaperChange[]): Promise<void> {
  if (changes.length === 0) return
  const stored = storedIds(changes)
  if (stored.length > 0) {
    await ask('delete categories', Prisma.sql`delete from paper_categories where paper_id = any(${stored}::text[])`)
  }
  const rows = changes.flatMap(({ after: { id, categories } }) =>
    categories.map((category, index) => ({ id, category, isPrimary: index === 0 })),
  )
  await ask(
    'write categories',
    Prisma.sql`
    insert into paper_categories (category, paper_id, is_primary)
    select category, id, "isPrimary"
    from json_to_recordset(${JSON.stringify(rows)}::json) as told(id text, category text, "isPrimary" boolean)
    on conflict do nothing`,
  )
}

const storedIds = (changes: PaperChange[]) => changes.flatMap(({ before, after }) => (before ? after.id : []))

const sameList = (a: readonly string[] | undefined, b: readonly string[]) =>
  a !== undefined && a.length === b.length && a.every((value, index) => value === b[index])
