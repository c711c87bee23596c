import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, easternInstant } from '@/lib/announcement-day'
import type { SimulatedRequest } from '@/tests/support/simulated-arxiv/arxiv'
import { findHaste, findViolations } from '@/tests/support/simulated-arxiv/invariants'
import type { Stored } from '@/tests/support/simulated-arxiv/store'
import { makeTruth, recordAt, type TrueLine, type Truth } from '@/tests/support/simulated-arxiv/truth'

const truth = makeTruth(4)
const now = easternInstant(addDays(truth.days.at(-1)?.day ?? '', 1), '00:00')
const goodNights = truth.days.map(({ day }) => easternInstant(day, '23:00'))
const judge = (stored: Stored) => findViolations(truth, stored, { now, goodNights, told: new Set() })

let stored: Stored
beforeAll(() => {
  stored = wholeStore(truth)
})

test('a store that holds the truth breaks no promise', () => {
  expect(judge(stored)).toEqual([])
})

describe('the judge reports', () => {
  const line = truth.lines.find(({ type }) => type === 'new') as TrueLine
  const changed = (change: Partial<Stored>) => judge({ ...stored, ...change })
  const withoutLine = () => stored.lines.filter((one) => one.paperId !== line.paperId)

  test('a paper that is lost', () => {
    expect(changed({ lines: withoutLine() })).toContainEqual(expect.stringMatching(`^lost: ${line.paperId} as new`))
  })

  test('a paper on a wrong day', () => {
    const lines = [...withoutLine(), { ...line, day: addDays(line.day, 1) }]
    expect(changed({ lines })).toContainEqual(expect.stringContaining('listed, but arXiv did not'))
  })

  test('a paper that is there twice', () => {
    const [paper] = stored.papers
    const twice = paper ? { ...paper, id: '2601.99999' } : []
    expect(changed({ papers: stored.papers.concat(twice) })).toEqual(['there is no paper 2601.99999'])
  })

  test('a version that was missed', () => {
    const papers = stored.papers.map((paper) => (paper.id === line.paperId ? { ...paper, version: 99 } : paper))
    expect(changed({ papers })).toEqual([expect.stringMatching(`^out of date: ${line.paperId} has version 99`)])
  })

  test('but not one of a paper that came from elsewhere since, whose version no door but the query API tells', () => {
    const stranger = { ...line.record, id: '2601.99999', categories: ['cs.CL'], version: 2 }
    const joined = { ...stranger, categories: ['cs.CL', ...truth.categories] }
    const snapshot = (since: Date, record: typeof stranger) =>
      ({ since, inApiSince: since, record, change: 'cross-listed' }) as const
    const told = {
      ...truth,
      snapshots: new Map(truth.snapshots).set(stranger.id, [
        snapshot(new Date(0), stranger),
        snapshot(new Date(now.getTime() - 3_600_000), joined),
      ]),
    }
    const [one] = stored.papers
    const papers = one ? [...stored.papers, { ...one, id: stranger.id, version: 1, categories: joined.categories }] : []
    const moment = { now, goodNights, told: new Set<string>() }
    expect(findViolations(told, { ...stored, papers }, moment)).toEqual([])
  })

  test.each([['quiet'], ['holiday']])('a day called %s that held papers', (state) => {
    expect(changed({ batches: withState(line, state) })).toEqual([expect.stringContaining('false empty day')])
  })

  test.each([['waiting'], ['late'], ['failed']])('a day that is still %s after two nights', (state) => {
    expect(changed({ batches: withState(line, state) })).toEqual([expect.stringContaining('still open')])
  })

  test('a day that was counted wrongly', () => {
    const batches = stored.batches.map((batch) => ({ ...batch, confirmedNew: 77 }))
    expect(changed({ batches })).toContainEqual(expect.stringContaining('counted 77 new'))
  })

  test('two requests within three seconds, by the end of the first', () => {
    const at = (ms: number, tookMs: number) =>
      ({ at: new Date(ms), endedAt: new Date(ms + tookMs), url: '/oai' }) as SimulatedRequest
    expect(findHaste([at(0, 0), at(3_000, 1_000), at(7_000, 0)])).toEqual([])
    expect(findHaste([at(0, 500), at(3_000, 0)])).toEqual([expect.stringContaining('2500 ms')])
  })

  function withState({ category, day }: TrueLine, state: string) {
    return stored.batches.map((batch) =>
      batch.category === category && batch.day === day ? { ...batch, state } : batch,
    )
  }
})

test('the same seed gives the same history, and another one another', () => {
  expect(makeTruth(4)).toEqual(truth)
  expect(makeTruth(8).lines).not.toEqual(truth.lines)
})

/** What a house without a fault would hold at the end. */
function wholeStore({ snapshots, lines, days, categories }: Truth): Stored {
  const papers = [...snapshots.values()].flatMap((all) => {
    const record = recordAt(all, now)?.record
    if (!record) return []
    const { id, version, title, categories, comments = null, doi = null } = record
    const withdrawn = all.at(-1)?.change === 'deleted' || (comments?.includes('has been withdrawn') ?? false)
    const firstSeenAt = all[0]?.since ?? now
    return { id, version: version ?? 1, titleSource: title, categories, comments, doi, withdrawn, firstSeenAt }
  })
  const batches = days.flatMap(({ day }) =>
    categories.map((category) => {
      const hasPapers = lines.some((line) => line.day === day && line.category === category)
      const state = hasPapers ? 'complete' : 'quiet'
      return { category, day, state, reason: '', confirmedNew: null, confirmedCross: null }
    }),
  )
  return { papers, lines, batches }
}
