import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BatchState } from '@/generated/prisma/client'
import { type DayRecord, dueDay, judgeCategory } from '@/lib/ingest/judge-freshness'

interface Traits {
  state?: BatchState | null
  here?: number
  listed?: number
  confirmed?: number | null
}

const aDay = (
  day: string,
  { state = 'complete', here = 10, listed = here, confirmed = null }: Traits = {},
): DayRecord => ({
  category: 'cs.LG',
  day,
  state,
  reason: '',
  listed: state === 'complete' ? { new: listed, cross: 0, replaced: 0 } : null,
  confirmed: confirmed === null ? null : { new: confirmed, cross: 0 },
  here: { new: here, cross: 0, replaced: 0 },
  lookedAt: null,
})

const judge = (days: DayRecord[], at: string) => judgeCategory('cs.LG', days, new Date(at))

// Friday's listing was announced on Thursday evening; the next comes with Monday, 23 November.
const FRIDAY = '2026-11-20'
const MONDAY = '2026-11-23'

describe('the newest listing that is due', () => {
  test.each([
    ['2026-11-20T05:00:00Z', FRIDAY],
    ['2026-11-22T23:00:00Z', FRIDAY],
    // Announced on Sunday at 20:00 US Eastern, in the feed at midnight.
    ['2026-11-23T04:59:00Z', FRIDAY],
    ['2026-11-23T05:00:00Z', MONDAY],
    // Thanksgiving's listing is deferred.
    ['2026-11-26T18:00:00Z', '2026-11-25'],
  ])('at %s is that of %s', (at, day) => {
    expect(dueDay(new Date(at))).toBe(day)
  })
})

describe('a category', () => {
  test.each([
    ['2026-11-22T23:00:00Z', 'fresh'],
    ['2026-11-23T06:00:00Z', 'waiting'],
    // Noon at arXiv.
    ['2026-11-23T17:00:00Z', 'late'],
    ['2026-11-24T06:00:00Z', 'away'],
    ['2026-12-24T06:00:00Z', 'away'],
  ])('whose newest known listing is of Friday is, at %s, %s', (at, verdict) => {
    expect(judge([aDay(FRIDAY)], at).verdict).toBe(verdict)
  })

  test('that nobody heard of is unknown, whatever the time', () => {
    expect(judge([], '2026-11-24T06:00:00Z')).toMatchObject({
      verdict: 'unknown',
      behind: 0,
      ageSeconds: null,
      gaps: [],
    })
  })

  test('is judged by papers where nobody watched', () => {
    expect(judge([aDay(FRIDAY, { state: null })], '2026-11-22T12:00:00Z').verdict).toBe('fresh')
  })

  test('that was only ever waited for is behind from its first day on', () => {
    const waiting = [aDay(MONDAY, { state: 'waiting', here: 0 })]
    expect(judge(waiting, '2026-11-23T06:00:00Z')).toMatchObject({ verdict: 'waiting', behind: 1, newestDay: null })
  })

  test('whose day is quiet or a holiday is fresh', () => {
    for (const state of ['quiet', 'holiday'] as const)
      expect(judge([aDay(MONDAY, { state, here: 0 }), aDay(FRIDAY)], '2026-11-23T18:00:00Z').verdict).toBe('fresh')
  })

  test('is older with every listing that does not come, and never fresher', () => {
    const order = ['fresh', 'waiting', 'late', 'away']
    const instant = fc.date({ min: new Date('2026-11-20T05:00:00Z'), max: new Date('2027-06-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        const [early, later] = one < other ? [one, other] : [other, one]
        const [before, after] = [early, later].map((at) => judgeCategory('cs.LG', [aDay(FRIDAY)], at))
        expect(after?.behind).toBeGreaterThanOrEqual(before?.behind ?? 0)
        if (before?.behind === after?.behind)
          expect(order.indexOf(after?.verdict ?? '')).toBeGreaterThanOrEqual(order.indexOf(before?.verdict ?? ''))
      }),
    )
  })
})

describe('a gap', () => {
  const gapsOf = (day: DayRecord) => judge([day], '2026-11-22T12:00:00Z').gaps

  test('is a listing of which arXiv has more, by its feed or by its records', () => {
    expect(gapsOf(aDay(FRIDAY, { here: 8, listed: 10 }))).toEqual([{ category: 'cs.LG', day: FRIDAY, missing: 2 }])
    expect(gapsOf(aDay(FRIDAY, { here: 8, listed: 8, confirmed: 11 }))).toMatchObject([{ missing: 3 }])
    expect(gapsOf(aDay(FRIDAY, { here: 12, listed: 10, confirmed: 10 }))).toEqual([])
  })

  test('is a listing that was never read', () => {
    for (const state of ['late', 'failed'] as const)
      expect(gapsOf(aDay(FRIDAY, { state, here: 0 }))).toEqual([{ category: 'cs.LG', day: FRIDAY, missing: null }])
    expect(gapsOf(aDay(FRIDAY, { state: 'waiting', here: 0 }))).toEqual([])
  })

  test('of more than 30 days ago is told no more', () => {
    expect(gapsOf(aDay('2026-10-19', { here: 1, listed: 10 }))).toEqual([])
  })
})

describe('the alarm', () => {
  const fridays = ['2026-11-13', '2026-11-06', '2026-10-30'].map((day) => aDay(day, { here: 100 }))

  test('rings below 30 % of what is usual on the weekday', () => {
    const alarmOf = (here: number, before = fridays) =>
      judge([aDay(FRIDAY, { here }), ...before], '2026-11-22T12:00:00Z').alarm
    expect(alarmOf(29)).toEqual({ papers: 29, usual: 100 })
    expect(alarmOf(30)).toBeNull()
    expect(alarmOf(29, fridays.slice(1))).toBeNull()
  })

  test('compares with the same weekday only', () => {
    const others = ['2026-11-12', '2026-11-11', '2026-11-10', '2026-11-09'].map((day) => aDay(day, { here: 1_000 }))
    expect(judge([aDay(FRIDAY, { here: 90 }), ...others, ...fridays], '2026-11-22T12:00:00Z').alarm).toBeNull()
  })
})
