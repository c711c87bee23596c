import { Prisma } from '@/generated/prisma/client'
import { oaiInstant } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { db } from '../database/client'
import { prepared } from '../database/prepared'
import type { Ask } from '../database/transaction'
import { lastOaiDay } from './listing-day'

/** A first harvest looks back so many days: the history before them is for `npm run import` and `npm run ingest -- --since`. */
export const FIRST_LOOK_BACK_DAYS = 7

/** A harvest that is under way. */
export interface OpenHarvest {
  id: string
  set: string
  /** As 2026-11-20, UTC. */
  from: string
  token: string | null
  pages: number
}

/** Those of these sets whose sweep of tonight is finished; one that was begun since is not. One statement for all of them. */
export async function listFinished(sets: readonly string[], now: Date): Promise<Set<string>> {
  const rows = await prepared<{ set: string }>(
    'list finished harvests',
    Prisma.sql`select asked.set from unnest(${[...sets]}::text[]) as asked(set)
    where not exists (select from harvests h where h.oai_set = asked.set and h.state = 'running')
      and exists (select from harvests h where h.oai_set = asked.set and h.state = 'finished' and h.started_at >= ${tonight(now)}::timestamptz)`,
  )
  return new Set(rows.map(({ set }) => set))
}

/** Whether the days were counted since the newest harvest of these sets was finished. */
export async function isCounted(sets: readonly string[], categories: readonly string[]): Promise<boolean> {
  const [row] = await prepared<{ counted: boolean }>(
    'find whether harvests are counted',
    Prisma.sql`select exists (select from batches where category = any(${[...categories]}::text[]) and confirmed_at >= (
      select max(finished_at) from harvests where oai_set = any(${[...sets]}::text[]) and state = 'finished')) as counted`,
  )
  return row?.counted ?? false
}

/** When what a sweep of now reads was announced. */
const tonight = (now: Date) => oaiInstant(lastOaiDay(now))

/**
 * The harvest of a set that is to go on or to begin. Null: tonight's is finished. Two that ask at once get the same.
 * @param anyway also when tonight's is finished
 */
export async function openHarvest(set: string, now: Date, anyway = false): Promise<OpenHarvest | null> {
  const running = await findRunning(set)
  if (running) return running
  const [last] = await prepared<Finished>(
    'find last harvest',
    Prisma.sql`select started_at as "startedAt", from_day::text as from, newest_day::text as newest, response_date as "responseDate"
      from harvests where oai_set = ${set} and state = 'finished' order by started_at desc limit 1`,
  )
  if (last && !anyway && last.startedAt >= tonight(now)) return null
  const from = last ? dayBehind(last) : addDays(utcDay(now), -FIRST_LOOK_BACK_DAYS)
  await prepared(
    'begin harvest',
    Prisma.sql`insert into harvests (oai_set, from_day, started_at) values (${set}, ${from}::date, ${now}::timestamptz)
      on conflict (oai_set) where state = 'running' do nothing`,
  )
  return findRunning(set)
}

/** Null also when somebody else has just come to its end. */
async function findRunning(set: string): Promise<OpenHarvest | null> {
  const [running] = await prepared<OpenHarvest>(
    'find running harvest',
    Prisma.sql`select id, oai_set as set, from_day::text as from, token, pages from harvests where oai_set = ${set} and state = 'running'`,
  )
  return running ?? null
}

interface Finished {
  startedAt: Date
  from: string
  newest: string | null
  responseDate: Date | null
}

/**
 * Where to go on behind a finished harvest: at its newest record, since a list that stands still answers for nights without what
 * was changed meanwhile. Datestamps are days: one day of overlap, so that nothing of the last evening is passed over.
 */
function dayBehind({ from, responseDate, newest }: Finished): string {
  if (!responseDate || !newest) return from
  const answered = utcDay(responseDate)
  return addDays(newest < answered ? newest : answered, -1)
}

/** What a page adds to its harvest. */
export interface Step {
  records: number
  /** The newest datestamp of these; null: there are none. */
  newest: string | null
  /** By arXiv's clock; one that is ahead of ours is not believed, for days would be passed over. */
  respondedAt: Date
  /** Null: that was the last page. */
  token: string | null
}

/**
 * Moves a harvest on behind a page.
 * @param ask of the transaction that stores the page
 * @throws Overtaken when another process did so first
 */
export async function advance({ id, token }: OpenHarvest, step: Step, now: Date, ask: Ask = prepared): Promise<void> {
  const isLast = step.token === null
  const moved = await ask(
    'advance harvest',
    Prisma.sql`update harvests set token = ${step.token}::text, pages = pages + 1, records = records + ${step.records}::int, reason = null,
      newest_day = greatest(newest_day, ${step.newest}::date),
      response_date = coalesce(response_date, least(${step.respondedAt}::timestamptz, ${now}::timestamptz)),
      state = ${isLast ? 'finished' : 'running'}::harvest_state, finished_at = ${isLast ? now : null}::timestamptz
    where id = ${id}::uuid and state = 'running' and token is not distinct from ${token}::text returning id`,
  )
  if (moved.length === 0) throw new Overtaken()
}

/** Another process has stored this page: what was to be written is rolled back, and nothing is lost. */
export class Overtaken extends Error {
  override name = 'Overtaken'
}

/** Begins a harvest whose token has expired once more, from its own day: what is stored stays, and is met again unchanged. */
export async function beginAgain({ id, token }: OpenHarvest): Promise<void> {
  await db().harvest.updateMany({
    where: { id, state: 'running', token },
    data: { token: null, responseDate: null, pages: 0, records: 0 },
  })
}

/** Notes why a harvest could not go on; it is gone on with at the next sweep. */
export async function noteTrouble({ id }: OpenHarvest, reason: string): Promise<void> {
  await db().harvest.updateMany({ where: { id, state: 'running' }, data: { reason } })
}

/** What the harvests of a set told before the one that is under way. */
export interface Past {
  /** From which day on (UTC) everything that arXiv announced was harvested, once the running harvest is through. */
  wholeSince: string
  /** When the last finished harvest was answered; null: there is none. */
  lastAnswer: Date | null
}

/** Reads it, of one set. */
export async function findPast(set: string): Promise<Past> {
  const [past] = await prepared<{ first: string | null; lastAnswer: Date | null }>(
    'find past of harvests',
    Prisma.sql`select min(from_day)::text as first, max(response_date) filter (where state = 'finished') as "lastAnswer"
      from harvests where oai_set = ${set}`,
  )
  return { wholeSince: past?.first ?? '', lastAnswer: past?.lastAnswer ?? null }
}

/**
 * The days of listings that the harvests of these sets tell of in full since days were counted last: after one and before another, in
 * US Eastern time. One that was begun nights ago and finished late reaches further back than the newest of its set. None is told of
 * before any record of it or of a later day: arXiv may serve an old state.
 */
export interface SweptSpan {
  after: string
  until: string
}

/** Null: not every set was harvested yet. */
export async function findSweptSpan(sets: readonly string[], categories: readonly string[]): Promise<SweptSpan | null> {
  const rows = await prepared<{ from: string; newest: string | null; answered: Date }>(
    'find swept span',
    Prisma.sql`select distinct on (h.oai_set) h.newest_day::text as newest, h.response_date as answered,
      least(h.from_day, (select min(uncounted.from_day) from harvests uncounted
        where uncounted.oai_set = h.oai_set and uncounted.state = 'finished' and uncounted.finished_at >= last.counted))::text as from
    from harvests h cross join (
      select coalesce(max(confirmed_at), '-infinity') as counted from batches where category = any(${[...categories]}::text[])
    ) last
    where h.oai_set = any(${[...sets]}::text[]) and h.state = 'finished' and h.response_date is not null
    order by h.oai_set, h.started_at desc`,
  )
  if (rows.length < sets.length) return null
  const from =
    rows
      .map((row) => row.from)
      .sort()
      .at(-1) ?? ''
  const answered = rows.map((row) => row.answered).sort((a, b) => a.getTime() - b.getTime())[0] ?? new Date(0)
  const newest = rows
    .flatMap((row) => row.newest ?? [])
    .sort()
    .at(-1)
  const last = [lastOaiDay(answered), newest ?? from].sort()[0] ?? from
  return { after: addDays(from, -1), until: addDays(last, 1) }
}

const utcDay = (instant: Date) => instant.toISOString().slice(0, 10)
