import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { log } from '../log'
import { newestSlot, nextSlot, type Schedule } from '../subscriptions/slots'
import { isTimeZone } from '../time-zone'
import { deadlineOf } from './deadline'

/** An issue whose slot has come: a list in a rhythm, for all whose newest slot is this instant. */
export interface DueIssue {
  view: string
  rhythm: string
  slot: Date
  /** Its place among the due lists of a reader, where that is the foremost of any. */
  turn: number
  schedules: DueSchedule[]
}

/** One way in which subscriptions name that slot; its rhythm is the one that the issue has. */
export interface DueSchedule extends Schedule {
  /** The subscriptions' own: it decides when the next mail comes. Another one only where the issue looks back further, once. */
  ownRhythm: string
  /** As it is stored; `zone` is one that is known. */
  storedZone: string
  /** Too late for this slot's mail after. */
  deadline: Date
  next: Date
  /** Subscriptions. */
  count: number
}

/** A subscription whose slot has come. */
export interface DueSubscription {
  id: string
  readerId: string
  email: string
  zone: string
  papers: number
  shape: string
  name: string | null
  deadline: Date
}

/** What is due, and which of it cannot be read: one broken row holds up nobody else. */
export interface Due {
  issues: DueIssue[]
  failures: unknown[]
}

/**
 * Every issue that is due: the first list of everybody before the second of anybody, so that who has many lists holds up nobody
 * who has one; among those the oldest slot first. After an outage only the newest slot of each subscription is due.
 */
export async function listDue(now: Date, from: Prisma.TransactionClient = db()): Promise<Due> {
  const rows = await from.$queryRaw<(Named & { view: string; count: number; turn: number })[]>`
    select view, rhythm, own as "ownRhythm", hour, zone, count(*)::int as count, min(nth)::int as turn from (
      select view, coalesce(lookback, rhythm) as rhythm, rhythm as own, hour, zone,
        row_number() over (partition by reader_id order by view, rhythm) as nth
      from subscriptions
      where state = 'active' and next_due_at <= ${now}::timestamptz
    ) due group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`
  const issues = new Map<string, DueIssue>()
  const failures: unknown[] = []
  const slots = new Map<string, Omit<DueSchedule, 'count'> & { slot: Date }>()
  for (const { view, count, turn, ...stored } of rows) {
    try {
      const name = `${stored.rhythm} ${stored.ownRhythm} ${stored.hour} ${stored.zone}`
      const { slot, ...schedule } = slots.get(name) ?? dueSchedule(stored, now)
      slots.set(name, { slot, ...schedule })
      const key = `${view} ${stored.rhythm} ${slot.getTime()}`
      const issue = issues.get(key) ?? { view, rhythm: stored.rhythm, slot, turn, schedules: [] }
      issue.turn = Math.min(issue.turn, turn)
      issue.schedules.push({ ...schedule, count })
      issues.set(key, issue)
    } catch (error) {
      failures.push(error)
    }
  }
  return { issues: [...issues.values()].sort(inTurn), failures }
}

const inTurn = (a: DueIssue, b: DueIssue) => a.turn - b.turn || a.slot.getTime() - b.slot.getTime()

/** Subscriptions of an issue. */
export const countOf = ({ schedules }: DueIssue): number => schedules.reduce((sum, { count }) => sum + count, 0)

type Named = Schedule & Pick<DueSchedule, 'ownRhythm'>

function dueSchedule({ rhythm, ownRhythm, hour, zone: storedZone }: Named, now: Date) {
  const own = { rhythm: ownRhythm, hour, zone: knownZone(storedZone) }
  const slot = newestSlot(own, now)
  return { ...own, rhythm, ownRhythm, storedZone, slot, deadline: deadlineOf(own, slot), next: nextSlot(own, now) }
}

/** Zones come and go with releases of their data: subscriptions whose zone is gone go on in UTC. */
function knownZone(zone: string): string {
  if (isTimeZone(zone)) return zone
  log.warn({ zone }, 'a time zone is known no more: UTC instead')
  return 'UTC'
}

/**
 * Takes some of an issue's subscriptions for this transaction, their readers first, in the order of `holdDigests`: each waits for its next slot
 * from now on, and none is taken twice. Their readers stay, with these addresses, until it ends; all else of theirs may change.
 */
export const claimDue = (
  tx: Prisma.TransactionClient,
  { view, rhythm, schedules }: DueIssue,
  now: Date,
  most: number,
): Promise<DueSubscription[]> => tx.$queryRaw<DueSubscription[]>`
  with schedule as (
    select * from jsonb_to_recordset(${JSON.stringify(schedules)}::jsonb)
      as n(hour smallint, zone text, "storedZone" text, "ownRhythm" text, deadline timestamptz, next timestamptz)
  ), due as (
    select s.id, s.reader_id from subscriptions s
    where s.view = ${view} and coalesce(s.lookback, s.rhythm) = ${rhythm} and s.state = 'active' and s.next_due_at <= ${now}::timestamptz
      and (s.hour, s.zone, s.rhythm) in (select hour, "storedZone", "ownRhythm" from schedule)
    order by s.reader_id, s.id limit ${most}
  ), locked as (
    select r.id as reader_id, r.email, due.id from readers r join due on due.reader_id = r.id
    order by r.id for key share of r
  ), held as (
    select s.id, l.email from subscriptions s join locked l on l.id = s.id
    where s.view = ${view} and s.state = 'active' and s.next_due_at <= ${now}::timestamptz order by s.reader_id, s.id for no key update of s
  )
  update subscriptions s set next_due_at = n.next, zone = n.zone, lookback = null
  from held, schedule n
  where s.id = held.id and s.hour = n.hour and s.zone = n."storedZone" and s.rhythm = n."ownRhythm"
  returning s.id, s.reader_id as "readerId", held.email, n.zone, s.papers, s.shape, s.name, n.deadline`
