import { addDays } from '../announcement-day'
import { db } from '../database/client'
import { holdReader } from '../papers/hold-reader'
import { announcementTick } from '../trending/announcement-clock'
import { lockStandings, rescore } from '../trending/rescore'

/** A day that is over can still be picked for, for so long. */
const DAYS_BACK = 7

export interface PickOf {
  paperId: string
  /** UTC, as 2026-11-29. */
  day: string
  why: string
}

export type PickOutcome =
  | { status: 'picked' | 'unpicked' }
  | { status: 'not-found' }
  /** By somebody else; null: they go by no name. */
  | { status: 'theirs'; by: string | null }

/** The days that can be picked for now, today first. */
export const pickableDays = (now: Date): string[] =>
  Array.from({ length: DAYS_BACK + 1 }, (_, back) => addDays(now.toISOString().slice(0, 10), -back))

/**
 * Picks a paper, or changes the curator's own pick: then its day and sentence are others, and its time stays. One pick a paper, whoever
 * is faster; its term comes into the score in the same transaction.
 */
export async function pick({ paperId, day, why }: PickOf, readerId: string, now: Date): Promise<PickOutcome> {
  return db().$transaction(async (tx) => {
    await holdReader(tx, readerId)
    await lockStandings(tx, [paperId])
    const [paper] = await tx.$queryRaw<{ by: string | null; isTheirs: boolean }[]>`
      with made as (
        insert into picks (paper_id, reader_id, day, why, picked_at, tick)
        select id, ${readerId}, ${day}::date, ${why}, ${now}::timestamptz, ${announcementTick(now)}::double precision
        from papers where id = ${paperId}
        on conflict (paper_id) do update set day = excluded.day, why = excluded.why where picks.reader_id = excluded.reader_id
        returning paper_id
      )
      select r.name as by, not exists (select from made) as "isTheirs"
      from papers p left join picks k on k.paper_id = p.id left join readers r on r.id = k.reader_id where p.id = ${paperId}`
    if (!paper) return { status: 'not-found' }
    if (paper.isTheirs) return { status: 'theirs', by: paper.by }
    await rescore(tx, [paperId])
    return { status: 'picked' }
  })
}

/** Takes a pick back: one's own, or anybody's. Without one nothing changes. @param readerId null: whoever made it */
export async function unpick(paperId: string, readerId: string | null): Promise<PickOutcome> {
  return db().$transaction(async (tx) => {
    await lockStandings(tx, [paperId])
    const { count } = await tx.pick.deleteMany({ where: { paperId, ...(readerId && { readerId }) } })
    if (count > 0) await rescore(tx, [paperId])
    const left = await tx.pick.findUnique({ where: { paperId }, select: { reader: { select: { name: true } } } })
    return left ? { status: 'theirs', by: left.reader?.name ?? null } : { status: 'unpicked' }
  })
}

/** The pick of a paper, for whoever wants to change it; null: there is none. */
export async function findPick(paperId: string) {
  const row = await db().pick.findUnique({
    where: { paperId },
    select: { readerId: true, day: true, why: true, reader: { select: { name: true } } },
  })
  if (!row) return null
  return {
    readerId: row.readerId,
    by: row.reader?.name ?? null,
    day: row.day.toISOString().slice(0, 10),
    why: row.why ?? '',
  }
}
