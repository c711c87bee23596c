import { db } from '../database/client'
import { RANKING } from '../trending/constants'

/** From so old on, one observation a day is kept; from so old on, one a month. */
const BY_DAY_AFTER_DAYS = 30
const BY_MONTH_AFTER_DAYS = 180
const COPIES_DAYS = 60

/**
 * Keeps observations bounded: of what is a month old the last of each day stays, of what is half a year old the last of each month, and
 * what the others added to the score is added to it, decayed as it is, so that no score changes and growth is known from day to day. A
 * job's work, safe to run twice.
 * @returns how many observations went
 */
export async function tidyObservations(now: Date): Promise<number> {
  const days = await merge('day', BY_DAY_AFTER_DAYS, now)
  const months = await merge('month', BY_MONTH_AFTER_DAYS, now)
  return days + months
}

async function merge(period: 'day' | 'month', afterDays: number, now: Date): Promise<number> {
  const [row] = await db().$queryRaw<[{ gone: number }]>`
    with old as (
      select paper_id, kind, at, weight, max(at) over same as last_at, max(tick) over same as last_tick, tick, count(*) over same as of
      from observations
      where at < date_trunc(${period}, (${now}::timestamptz - make_interval(days => ${afterDays})) at time zone 'utc') at time zone 'utc'
      window same as (partition by paper_id, kind, date_trunc(${period}, at at time zone 'utc'))
    ), merged as (
      select paper_id, kind, last_at, sum(weight * power(2::double precision, (tick - last_tick) / ${RANKING.halfLifeDays})) as weight
      from old where of > 1 group by paper_id, kind, last_at
    ), kept as (
      update observations o set weight = m.weight from merged m
      where o.paper_id = m.paper_id and o.kind = m.kind and o.at = m.last_at
    ), gone as (
      delete from observations o using old
      where old.of > 1 and old.at < old.last_at and o.paper_id = old.paper_id and o.kind = old.kind and o.at = old.at
      returning 1
    )
    select count(*)::int as gone from gone`
  return row.gone
}

/** Forgets copies of daily lists and repositories that nobody asks for any more. @returns how many */
export async function forgetCopies(now: Date): Promise<number> {
  const before = new Date(now.getTime() - COPIES_DAYS * 24 * 3_600_000)
  return (await db().feedCopy.deleteMany({ where: { checkedAt: { lt: before } } })).count
}
