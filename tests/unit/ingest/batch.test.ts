import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closingInstant, feedInstant } from '@/lib/announcement-calendar'
import { addDays } from '@/lib/announcement-day'
import { judgeCount, judgeEnd, judgeLook } from '@/lib/ingest/batch'
import { type Batch, type BatchState, type Look, unknownBatch } from '@/lib/ingest/batch-facts'
import { EARLY_MINUTES } from '@/lib/ingest/look-again'

const MINUTE_MS = 60_000
const days = ['2026-03-06', '2026-03-09', '2026-11-02', '2026-11-18', '2026-11-20', '2026-11-26', '2027-07-05']

const minutesAfter = (day: string, minutes: number) => new Date(feedInstant(day).getTime() + minutes * MINUTE_MS)
const key = fc.nat({ max: 40 }).map((n) => `2611.${String(n + 1).padStart(5, '0')}v1:new`)
const listing = fc
  .tuple(fc.uniqueArray(key, { minLength: 1, maxLength: 20 }), fc.nat({ max: 3 }))
  .map(([entries, rejected]): Look => ({ outcome: 'listing', entries, rejected }))
const nothingOn = (day: string): fc.Arbitrary<Look> =>
  fc.constantFrom<Look>(
    { outcome: 'known', of: addDays(day, -1) },
    { outcome: 'known', of: null },
    { outcome: 'empty', builtOn: day },
    { outcome: 'empty', builtOn: addDays(day, -1) },
    { outcome: 'empty', builtOn: null },
    { outcome: 'trouble', reason: 'arXiv answers with HTTP status 503.' },
  )

/** A day, what each of its looks finds, and when another category has its papers. */
const histories = fc.constantFrom(...days).chain((day) =>
  fc.record({
    day: fc.constant(day),
    first: fc.integer({ min: 5, max: 30 * 60 }),
    looks: fc.array(fc.oneof({ weight: 8, arbitrary: nothingOn(day) }, { weight: 1, arbitrary: listing }), {
      minLength: 1,
      maxLength: 80,
    }),
    sibling: fc.option(fc.integer({ min: 5, max: 900 }), { nil: null }),
  }),
)
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

interface Step {
  look: Look
  at: Date
  before: Batch
  after: Batch
}

/** Looks whenever the batch says so, until silence or the looks are used up. */
function follow({ day, first, looks, sibling }: History): Step[] {
  const steps: Step[] = []
  let at: Date | null = minutesAfter(day, first)
  let before = unknownBatch
  for (const look of looks) {
    if (!at) break
    const siblingAt = sibling === null ? null : minutesAfter(day, sibling)
    const after = judgeLook(before, look, {
      ...{ day, at, restsAfter: null },
      siblingSince: siblingAt && siblingAt <= at ? siblingAt : null,
    })
    steps.push({ look, at, before, after })
    before = after
    at = after.nextLookAt
  }
  return steps
}

describe('whatever the looks find', () => {
  test('a day whose papers were served at some look is complete with all of them, and never quiet or a holiday', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const steps = follow(history)
        const served = new Set(steps.flatMap(({ look }) => (look.outcome === 'listing' ? look.entries : [])))
        const end = steps.at(-1)?.after
        expect(new Set(end?.entries)).toEqual(served)
        expect(end?.state === 'complete').toBe(served.size > 0)
      }),
      { numRuns: 1_000 },
    )
  })

  test('no state is taken back: only papers change what is quiet or a holiday, and what is late never waits again', () => {
    const next: Record<BatchState, BatchState[]> = {
      waiting: ['waiting', 'complete', 'quiet', 'holiday', 'late', 'failed'],
      late: ['late', 'failed', 'complete', 'quiet', 'holiday'],
      failed: ['failed', 'late', 'complete', 'quiet', 'holiday'],
      quiet: ['quiet', 'complete'],
      holiday: ['holiday', 'complete'],
      complete: ['complete'],
    }
    fc.assert(
      fc.property(histories, (history) => {
        for (const { before, after } of follow(history)) expect(next[before.state]).toContain(after.state)
      }),
    )
  })

  test('the next look is later, within the day’s time, and not within a quarter of an hour while nothing is known', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { at, after } of follow(history)) {
          if (!after.nextLookAt) continue
          expect(after.nextLookAt.getTime()).toBeGreaterThan(at.getTime())
          expect(after.nextLookAt.getTime()).toBeLessThan(closingInstant(history.day).getTime())
          if (after.state === 'waiting')
            expect(after.nextLookAt.getTime() - at.getTime()).toBeGreaterThanOrEqual(15 * MINUTE_MS)
        }
      }),
    )
  })

  test('silence falls only on what is complete, or when the day is all but over', () => {
    const lookedEarly: History = {
      day: '2026-11-02',
      first: 21 * 60 + 49,
      looks: [
        { outcome: 'known', of: '2026-11-01' },
        { outcome: 'known', of: '2026-11-01' },
      ],
      sibling: null,
    }
    fc.assert(
      fc.property(histories, (history) => {
        // The last call is ten minutes before the next day's feed, and may be taken a minute early.
        const lastCall = minutesAfter(addDays(history.day, 1), -10 - EARLY_MINUTES)
        for (const { at, after } of follow(history)) {
          if (after.nextLookAt || after.state === 'complete') continue
          expect(at.getTime()).toBeGreaterThanOrEqual(lastCall.getTime())
        }
      }),
      { examples: [[lookedEarly]] },
    )
  })

  test('quiet was shown by three empty feeds of the day and by another category, a holiday by the calendar', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { sibling, day } = history
        for (const { after, at } of follow(history)) {
          if (after.state === 'quiet') {
            expect(after.emptyLooks).toBeGreaterThanOrEqual(3)
            expect(sibling !== null && minutesAfter(day, sibling) < at).toBe(true)
          }
          if (after.state === 'holiday') expect(['2026-11-26', '2027-07-05']).toContain(day)
        }
      }),
    )
  })

  test('a day costs at most fifty looks', () => {
    fc.assert(
      fc.property(fc.constantFrom(...days), (day) => {
        const looks = Array.from({ length: 200 }, (): Look => ({ outcome: 'known', of: null }))
        expect(follow({ day, first: 5, looks, sibling: null }).length).toBeLessThan(50)
      }),
    )
  })
})

const late: Batch = { ...unknownBatch, state: 'late', reason: 'The feed is of this day and still empty.', looks: 30 }
const at = (hours: number) => minutesAfter('2026-11-18', hours * 60)
const lookAt = (hours: number, look: Look, before = unknownBatch, day = '2026-11-18') =>
  judgeLook(before, look, { day, at: minutesAfter(day, hours * 60), siblingSince: null, restsAfter: null })

test('a holiday that is only expected is waited for until noon', () => {
  const empty: Look = { outcome: 'empty', builtOn: '2027-07-05' }
  expect(lookAt(1, empty, unknownBatch, '2027-07-05').state).toBe('waiting')
  expect(lookAt(12, empty, unknownBatch, '2027-07-05')).toMatchObject({
    state: 'holiday',
    reason: 'Probably deferred: Independence Day.',
  })
})

test('a stale copy on a holiday is no empty feed', () => {
  expect(lookAt(1, { outcome: 'known', of: '2026-11-25' }, unknownBatch, '2026-11-26').state).toBe('waiting')
})

test('a listing as long as a feed can be says that more may follow', () => {
  const entries = Array.from({ length: 2_000 }, (_, n) => `2611.${10_000 + n}v1:cross`)
  expect(lookAt(1, { outcome: 'listing', entries, rejected: 1 }).reason).toBe(
    'The feed listed 0 new, 2000 cross-listed and 0 replaced. It held 1 more that could not be used. It ends there, as feeds do; the nightly sweep brings the rest.',
  )
})

test('the feed has the word over the sweep', () => {
  const swept = judgeCount(late, { papers: 1, at: at(13) }, '2026-11-18')
  expect(swept).toMatchObject({
    state: 'complete',
    source: 'oai',
    reason: 'The feed did not show it; the nightly sweep brought one paper.',
  })
  expect(lookAt(14, { outcome: 'listing', entries: ['2611.00001v1:new'], rejected: 0 }, swept)).toMatchObject({
    state: 'complete',
    source: 'feed',
  })
})

test('a count of none proves nothing before the next night, and then a quiet day or the holiday', () => {
  expect(judgeCount(late, { papers: 0, at: at(22) }, '2026-11-18').state).toBe('late')
  expect(judgeCount(late, { papers: 0, at: at(22.5) }, '2026-11-18').state).toBe('quiet')
  expect(judgeCount(late, { papers: 0, at: minutesAfter('2026-11-27', 0) }, '2026-11-26').state).toBe('holiday')
})

test('a day is not settled by a count while its feed is waited for, and not once it is complete', () => {
  expect(judgeCount(unknownBatch, { papers: 3, at: at(0) }, '2026-11-18')).toBe(unknownBatch)
  const complete = lookAt(1, { outcome: 'listing', entries: ['2611.00001v1:new'], rejected: 0 })
  expect(judgeCount(complete, { papers: 0, at: at(48) }, '2026-11-18')).toBe(complete)
})

test('papers that the sweep counts overturn a day that seemed quiet', () => {
  expect(judgeCount({ ...late, state: 'quiet' }, { papers: 2, at: at(24) }, '2026-11-18').state).toBe('complete')
})

test('a day that is over without an end is failed, and left to the sweep', () => {
  expect(judgeEnd(unknownBatch)).toMatchObject({
    state: 'failed',
    reason: 'Nobody looked while the feed was of this day; the nightly sweep brings what it held.',
  })
  expect(judgeEnd({ ...late, nextLookAt: at(24) })).toEqual({ ...late, nextLookAt: null })
})
