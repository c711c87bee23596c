import { Prisma } from '@/generated/prisma/client'
import { feedDay } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { type Ask, preparedTransaction } from '../database/transaction'
import { applyChanges, type Outcome, takeWritersTurn } from '../papers/apply-changes'
import { readFacts } from '../papers/write-papers'
import { advance, FIRST_LOOK_BACK_DAYS, type OpenHarvest, type Past } from './harvests'
import { type Judged, judgePage, withdraw } from './judge-page'
import type { Known, Repair } from './judge-record'
import type { DayOfIds } from './listing-day'
import type { OaiPage } from './oai-client'

/** Days of announcement that a paper can be sorted among. */
const DAYS_AROUND = 30

export interface StoredPage {
  /** What became of each paper; one of categories that are not read is not among them. */
  outcomes: Map<string, Outcome>
  repairs: Repair[]
}

interface PageDeps extends Past {
  categories: readonly string[]
  now: Date
}

/**
 * Stores a page of a harvest together with the way on, in one transaction: a process that is killed goes on with the very next
 * record, and none is judged twice.
 * @throws Overtaken when another process stored it first
 */
export async function storePage(
  harvest: OpenHarvest,
  page: Extract<OaiPage, { status: 'read' }>,
  deps: PageDeps,
): Promise<StoredPage> {
  return preparedTransaction(async (ask) => {
    await takeWritersTurn(ask)
    const { records, deleted, respondedAt, token } = page
    const [newest = null] = records
      .map(({ datestamp }) => datestamp)
      .sort()
      .reverse()
    await advance(harvest, { records: records.length + deleted.length, newest, respondedAt, token }, deps.now, ask)
    const known = await readKnown(ask, [...records.map(({ draft }) => draft.id), ...deleted])
    const around = {
      ...deps,
      wholeSince: await readWholeSince(ask, deps),
      toldDays: await readToldDays(ask, deps),
      days: { ids: await readDays(ask, deps.now), lastAnswer: deps.lastAnswer },
    }
    const judged = [...judgePage(records, known, around), ...deleted.flatMap((id) => withdraw(known.get(id)?.facts))]
    const outcomes = await applyChanges(
      ask,
      judged.map(({ after, draft, lines }) => ({
        ...{ before: known.get(after.id)?.facts ?? null, after, draft },
        lines: lines.map((line) => ({ ...line, judged: true })),
      })),
      deps.now,
    )
    await noteDatestamps(ask, judged)
    const repairs = judged.flatMap((one) => one.repairs)
    await noteRepairs(ask, harvest, repairs, deps.now)
    return { outcomes, repairs }
  })
}

async function readKnown(ask: Ask, ids: string[]): Promise<Map<string, Known>> {
  const facts = await readFacts(ask, ids)
  const rows = await ask<{ id: string; category: string; day: string }>(
    'read listed days',
    Prisma.sql`
    select paper_id as id, category, day::text from announcements
    where paper_id = any(${ids}::text[]) and type in ('new', 'cross')`,
  )
  const known = new Map([...facts].map(([id, one]): [string, Known] => [id, { facts: one, lines: [] }]))
  for (const { id, category, day } of rows) known.get(id)?.lines.push({ category, day })
  return known
}

/** A set may have been harvested long before a category of it was read: that one is whole since its own first days. */
async function readWholeSince(ask: Ask, { categories, wholeSince, now }: PageDeps) {
  const rows = await ask<{ category: string; first: string }>(
    'read first days',
    Prisma.sql`
    select category, min(day)::text as first from batches where category = any(${[...categories]}::text[]) group by category`,
  )
  const firstOf = new Map(rows.map(({ category, first }) => [category, first]))
  const since = (category: string) => addDays(firstOf.get(category) ?? feedDay(now), -FIRST_LOOK_BACK_DAYS)
  return new Map(categories.map((category) => [category, [wholeSince, since(category)].sort()[1] ?? wholeSince]))
}

async function readToldDays(ask: Ask, { categories, now }: PageDeps): Promise<Map<string, Set<string>>> {
  const rows = await ask<{ category: string; days: string[] }>(
    'read told days',
    Prisma.sql`
    select category, array_agg(day::text) as days from batches
    where category = any(${[...categories]}::text[]) and day > ${now}::date - ${DAYS_AROUND}::int
      and (state in ('quiet', 'holiday') or (state = 'complete' and source = 'feed'))
    group by category`,
  )
  return new Map(rows.map(({ category, days }) => [category, new Set(days)]))
}

/** The ids of the listings of late, by day. */
async function readDays(ask: Ask, now: Date): Promise<DayOfIds[]> {
  return ask<DayOfIds>(
    'read ids of days',
    Prisma.sql`
    select day::text, min(paper_id collate "C") as first, max(paper_id collate "C") as last from announcements
    where type = 'new' and paper_id ~ '^[0-9]' and day > ${now}::date - ${DAYS_AROUND}::int
    group by day order by day`,
  )
}

/** Only those of papers that are known by now: a line of `harvested_papers` confirms that arXiv holds the paper. */
async function noteDatestamps(ask: Ask, judged: readonly Judged[]): Promise<void> {
  const told = judged.flatMap(({ after, datestamp }) => (datestamp ? { id: after.id, datestamp } : []))
  if (told.length === 0) return
  await ask(
    'note datestamps',
    Prisma.sql`
    insert into harvested_papers as known (paper_id, datestamp)
    select id, datestamp from json_to_recordset(${JSON.stringify(told)}::json) as told(id text, datestamp date)
    on conflict (paper_id) do update set datestamp = excluded.datestamp where known.datestamp <> excluded.datestamp`,
  )
}

async function noteRepairs(ask: Ask, { id }: OpenHarvest, repairs: Repair[], now: Date) {
  if (repairs.length === 0) return
  await ask(
    'note repairs',
    Prisma.sql`insert into repairs (paper_id, kind, category, day, found_at, harvest_id)
      select "paperId", kind, category, day, ${now}::timestamptz, ${id}::uuid
      from json_to_recordset(${JSON.stringify(repairs)}::json) as told("paperId" text, kind repair_kind, category text, day date)`,
  )
}
