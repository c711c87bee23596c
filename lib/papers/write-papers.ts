import { Prisma } from '@/generated/prisma/client'
import { jsonOf, jsonText } from '../database/json-rows'
import type { Ask } from '../database/transaction'
import { announcementTick } from '../trending/announcement-clock'
import { newcomerScore } from '../trending/heat'
import { rescoring } from '../trending/rescore'
import { authorKey } from './author-key'
import type { PaperChange, Write } from './paper-change'
import type { PaperFacts } from './reconcile'
import { prepareText, prepareTitle } from './text/prepare'
import type { AnnouncementLine } from './types'
import { firstVersions } from './write-versions'

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

/**
 * What writes papers with their standing, authors and categories, and new ones with their versions: a few statements, whatever the
 * number. To be run under the writers' lock.
 */
export function paperWrites(changes: readonly PaperChange[]): Write[] {
  const [added, changed] = [changes.filter(({ before }) => !before), changes.filter(isOfStored)]
  return [
    ...(added.length > 0 ? [insertPapers(added.map(newPaper))] : []),
    ...updatePapers(changed.map(rowOf)),
    ...writeStandings(changed.filter(({ before, after }) => listedAt(before).getTime() !== listedAt(after).getTime())),
    ...writeAuthors(changed.filter(({ before, after }) => !sameList(before.authors, after.authors))),
    ...writeCategories(changed.filter(({ before, after }) => !sameList(before.categories, after.categories))),
  ]
}

type StoredChange = PaperChange & { before: PaperFacts }
const isOfStored = (change: PaperChange): change is StoredChange => change.before !== null

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
    from json_to_recordset(${jsonOf(lines)})
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

/** A text is prepared only when its source is new: null leaves what is stored. */
function rowOf({ before, after }: PaperChange) {
  const title = before?.titleSource === after.titleSource ? null : prepareTitle(after.titleSource)
  const abstract = before?.abstractSource === after.abstractSource ? null : prepareText(after.abstractSource)
  return {
    ...after,
    primaryCategory: after.categories[0],
    title: title?.text ?? null,
    titleHtml: title?.html ?? null,
    abstract: abstract?.text ?? null,
    // Most abstracts hold nothing that markup would write otherwise.
    abstractHtml: abstract && abstract.html !== abstract.text ? abstract.html : null,
  }
}

type Row = ReturnType<typeof rowOf>

/**
 * A new paper as `insertPapers` takes it, with all that stands beside it: most of the work of adding it. Texts that say the same as the one
 * before them (source, words, markup) are told once.
 */
export function newPaper(change: PaperChange): string {
  const { title, titleHtml, abstract, ...row } = rowOf(change)
  return JSON.stringify({
    ...row,
    title: title === row.titleSource ? null : title,
    titleHtml: titleHtml === title ? null : titleHtml,
    abstract: abstract === row.abstractSource ? null : abstract,
    ...placeOf(row),
    keys: keysOf(row.authors),
    versions: firstVersions(change),
  })
}

/** One statement for all of them; a thousand would not fit the memory that PostgreSQL gives to one. */
export function insertPapers(papers: readonly string[]): Write {
  const statement = Prisma.sql`
    with told as materialized (
      select id, version, "titleSource", coalesce(title, "titleSource") as title, "titleHtml", "abstractSource",
        coalesce(abstract, "abstractSource") as abstract, "abstractHtml", authors, categories, "primaryCategory", comments, doi,
        "journalRef", license, "submittedAt", "updatedAt", "announcedAt", "firstSeenAt", "completedAt", withdrawn, sample,
        "listedAt", "listedTick", score, keys, versions
      from json_to_recordset(${jsonText(`[${papers.join(',')}]`)}) as told(id text, version int, "titleSource" text, title text, "titleHtml" text,
        "abstractSource" text, abstract text, "abstractHtml" text, authors text[], categories text[], "primaryCategory" text,
        comments text, doi text, "journalRef" text, license text, "submittedAt" timestamptz, "updatedAt" timestamptz,
        "announcedAt" timestamptz, "firstSeenAt" timestamptz, "completedAt" timestamptz, withdrawn boolean, sample boolean,
        "listedAt" timestamptz, "listedTick" double precision, score double precision, keys text[], versions json)
    ), added as (
      insert into papers (id, version, title_source, title, title_html, abstract_source, abstract, abstract_html, authors,
        categories, primary_category, comments, doi, journal_ref, license, submitted_at, updated_at, announced_at,
        first_seen_at, completed_at, withdrawn, sample)
      select id, version, "titleSource", title, coalesce("titleHtml", title), "abstractSource", abstract, "abstractHtml", authors,
        categories, "primaryCategory", comments, doi, "journalRef", license, "submittedAt", "updatedAt", "announcedAt",
        "firstSeenAt", "completedAt", withdrawn, sample
      from told
    ), placed as (
      insert into paper_standings (paper_id, listed_at, listed_tick, score)
      select id, "listedAt", "listedTick", score from told
    ), filed as (
      insert into paper_categories (category, paper_id, is_primary)
      select name, id, place = 1 from told, unnest(categories) with ordinality as c(name, place) on conflict do nothing
    ), met as (
      insert into paper_versions (paper_id, version, title_source, abstract_source, comments, withdrawn, submitted_at, first_seen_at)
      select id, v.version, case when met then "titleSource" end, case when met then "abstractSource" end, v.comments, met and withdrawn,
        v."submittedAt", "firstSeenAt"
      from told, json_to_recordset(versions) as v(version int, met boolean, comments text, "submittedAt" timestamptz)
    )
    insert into paper_authors (key, paper_id) select key, id from told, unnest(keys) as key on conflict do nothing`
  return { name: 'insert papers', statement }
}

function updatePapers(rows: readonly Row[]): Write[] {
  if (rows.length === 0) return []
  const statement = Prisma.sql`
    update papers p set version = told.version, title_source = told."titleSource", title = coalesce(told.title, p.title),
      title_html = coalesce(told."titleHtml", p.title_html), abstract_source = told."abstractSource",
      abstract = coalesce(told.abstract, p.abstract), abstract_html = case when told.abstract is null then p.abstract_html else told."abstractHtml" end,
      authors = told.authors, categories = told.categories, primary_category = told."primaryCategory",
      comments = told.comments, doi = told.doi, journal_ref = told."journalRef", license = told.license,
      submitted_at = told."submittedAt", updated_at = told."updatedAt", announced_at = told."announcedAt",
      completed_at = told."completedAt", withdrawn = told.withdrawn, sample = told.sample
    from json_to_recordset(${jsonOf(rows)}) as told(id text, version int, "titleSource" text, title text,
      "titleHtml" text, "abstractSource" text, abstract text, "abstractHtml" text, authors text[], categories text[],
      "primaryCategory" text, comments text, doi text, "journalRef" text, license text, "submittedAt" timestamptz,
      "updatedAt" timestamptz, "announcedAt" timestamptz, "completedAt" timestamptz, withdrawn boolean, sample boolean)
    where p.id = told.id`
  return [{ name: 'update papers', statement }]
}

type Listed = Pick<PaperFacts, 'announcedAt' | 'submittedAt' | 'firstSeenAt'>
const listedAt = ({ announcedAt, submittedAt, firstSeenAt }: Listed) => announcedAt ?? submittedAt ?? firstSeenAt

/** Votes stay as they are; rows whose place in lists by time stays are not even locked, so that votes need not wait. */
function writeStandings(changes: readonly StoredChange[]): Write[] {
  if (changes.length === 0) return []
  const places = changes.map(({ after }) => ({ id: after.id, ...placeOf(after) }))
  return [
    {
      name: 'write standings',
      statement: Prisma.sql`
        insert into paper_standings (paper_id, listed_at, listed_tick, score)
        select id, "listedAt", "listedTick", score from json_to_recordset(${jsonOf(places)})
          as told(id text, "listedAt" timestamptz, "listedTick" double precision, score double precision)
        order by id
        on conflict (paper_id) do update set listed_at = excluded.listed_at, listed_tick = excluded.listed_tick`,
    },
    { name: 'rescore', statement: rescoring(idsOf(changes)) },
  ]
}

function placeOf(paper: Listed) {
  const place = listedAt(paper)
  const listedTick = announcementTick(place)
  return { listedAt: place, listedTick, score: newcomerScore(listedTick) }
}

function writeAuthors(changes: readonly StoredChange[]): Write[] {
  if (changes.length === 0) return []
  const rows = changes.map(({ after: { id, authors } }) => ({ id, keys: keysOf(authors) }))
  return [
    {
      name: 'delete authors',
      statement: Prisma.sql`delete from paper_authors where paper_id = any(${idsOf(changes)}::text[])`,
    },
    {
      name: 'write authors',
      statement: Prisma.sql`
        insert into paper_authors (key, paper_id)
        select key, id from json_to_recordset(${jsonOf(rows)}) as told(id text, keys text[]), unnest(keys) as key
        on conflict do nothing`,
    },
  ]
}

/** Of each author once, but of those whose names hold no letter. */
const keysOf = (authors: readonly string[]): string[] =>
  [...new Set(authors.map((name) => authorKey(name).slice(0, MAX_KEY_CHARS).toWellFormed()))].filter(
    (key) => key !== '',
  )

function writeCategories(changes: readonly StoredChange[]): Write[] {
  if (changes.length === 0) return []
  const rows = changes.map(({ after: { id, categories } }) => ({ id, categories }))
  return [
    {
      name: 'delete categories',
      statement: Prisma.sql`delete from paper_categories where paper_id = any(${idsOf(changes)}::text[])`,
    },
    {
      name: 'write categories',
      statement: Prisma.sql`
        insert into paper_categories (category, paper_id, is_primary)
        select name, id, place = 1 from json_to_recordset(${jsonOf(rows)}) as told(id text, categories text[]),
          unnest(categories) with ordinality as c(name, place)
        on conflict do nothing`,
    },
  ]
}

const idsOf = (changes: readonly PaperChange[]) => changes.map(({ after }) => after.id)

const sameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((value, index) => value === b[index])
