import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { RefusedError } from '@/lib/errors'
import { readArchive } from '@/lib/signals/early-warning/archive'
import type { Capture } from '@/lib/signals/early-warning/daily-list'
import { featuresOf, type Moment } from '@/lib/signals/early-warning/features'
import { fitRidge } from '@/lib/signals/early-warning/fit'
import { MODEL, predictUpvotes } from '@/lib/signals/early-warning/model'
import { listDays } from '@/lib/signals/early-warning/next-day'
import { TRAIN_BEFORE, trainEarlyWarning } from '@/lib/signals/early-warning/train'
import { makeUpCaptures } from '@/scripts/bench/trending-quality/made-up'

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-archive-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const moment: Moment = {
  ...{ upvotes: 4, comments: 1, hasCode: true, title: 'Agents, agents!', category: 'cs.LG' },
  ...{ hoursIntoDay: 6, hoursListed: 2, growth: 1 },
}
const entry = (paperId: string, upvotes: number) => ({
  ...{ paperId, upvotes, comments: 0, repository: null, title: '', submittedAt: null },
})
const seen = (day: string, at: string, votes: Record<string, number>): Capture => ({
  ...{ day, at: new Date(at) },
  entries: Object.entries(votes).map(([id, upvotes]) => entry(id, upvotes)),
})

test('a model that learnt from nothing predicts nothing, and that is the one that ships until it is trained', () => {
  expect(predictUpvotes({ origin: null, bias: 3, weights: { votes: 1 } }, moment)).toBeNull()
  if (!MODEL.origin) expect(MODEL).toEqual({ origin: null, bias: 0, weights: {} })
})

test('every feature has a name, and each word of a title counts once', () => {
  const features = featuresOf(moment)
  expect([...features.keys()].filter((name) => /^(word|category)/.test(name))).toEqual([
    'category cs.LG',
    'word agents',
  ])
  expect(features.get('votes')).toBeCloseTo(Math.log(5))
})

test('ridge regression finds the weights that made the numbers, and shrinks them the more the stronger it is', () => {
  const examples = Array.from({ length: 200 }, (_, n) => {
    const [a, b] = [Math.sin(n * 12.9), Math.cos(n * 78.2)]
    return {
      features: new Map([
        ['a', a],
        ['b', b],
        ['nothing', 0],
      ]),
      target: 2 + 3 * a - b,
    }
  })
  const { bias, weights } = fitRidge(examples, 1e-6)
  expect(bias).toBeCloseTo(2, 4)
  expect(weights).toEqual({ a: expect.closeTo(3, 4), b: expect.closeTo(-1, 4), nothing: expect.closeTo(0) })
  expect(fitRidge(examples, 1_000).weights.a).toBeLessThan(1)
})

test('whatever the examples, weights are numbers', () => {
  const value = fc.double({ min: -1e3, max: 1e3, noNaN: true })
  const example = fc.record({
    features: fc.array(value, { maxLength: 4 }).map((all) => new Map(all.map((one, n) => [`f${n}`, one]))),
    target: value,
  })
  fc.assert(
    fc.property(fc.array(example, { maxLength: 20 }), (examples) => {
      const { bias, weights } = fitRidge(examples, 1)
      for (const weight of [bias, ...Object.values(weights)]) expect(Number.isFinite(weight)).toBe(true)
    }),
  )
})

test('the truth is the last sight of the next day, and a day without one is left out', () => {
  const days = listDays([
    seen('2025-05-01', '2025-05-02T20:00:00Z', { a: 30, b: 8 }),
    seen('2025-05-01', '2025-05-02T06:00:00Z', { a: 20 }),
    seen('2025-05-01', '2025-05-01T09:00:00Z', { a: 5 }),
    seen('2025-05-01', '2025-05-01T06:00:00Z', { a: 3 }),
    seen('2025-05-01', '2025-05-04T06:00:00Z', { a: 90 }),
    seen('2025-05-02', '2025-05-02T06:00:00Z', { c: 1 }),
  ])
  expect(days.map(({ day, captures }) => [day, captures.length])).toEqual([['2025-05-01', 2]])
  expect([...(days[0]?.outcome ?? [])]).toEqual([
    ['a', 30],
    ['b', 8],
  ])
})

test('training takes no day from the first of May on, says where its numbers come from, and learns what helps', () => {
  const options = { trainedOn: 'a test', now: new Date('2026-11-29') }
  const early = listDays(makeUpCaptures('2025-03-01', 20))
  const model = trainEarlyWarning(early, options)
  expect(model.origin).toMatchObject({ trainedOn: 'a test', from: '2025-03-01', days: 20, at: '2026-11-29' })
  expect(trainEarlyWarning([...early, ...listDays(makeUpCaptures(TRAIN_BEFORE, 20))], options)).toEqual(model)
  expect(trainEarlyWarning(listDays(makeUpCaptures(TRAIN_BEFORE, 5)), options).origin).toBeNull()
  expect(model.weights.code).toBeGreaterThan(0)
  const withCode = predictUpvotes(model, { ...moment, upvotes: 0 }) ?? 0
  expect(withCode).toBeGreaterThan(predictUpvotes(model, { ...moment, upvotes: 0, hasCode: false }) ?? 0)
  expect(predictUpvotes(model, { ...moment, upvotes: 5_000 })).toBeGreaterThanOrEqual(5_000)
})

test('captures are read in each of the forms that are told, and what is none is named', () => {
  const papers = [{ paper: { id: '2505.00001', upvotes: 4 }, numComments: 1, title: 'A paper' }]
  const told = { date: '2025-05-01', capturedAt: '2025-05-01T06:30:00Z', papers }
  for (const inside of ['2025-05-01', 'examples']) mkdirSync(join(folder, inside), { recursive: true })
  writeFileSync(join(folder, '2025-05-01', '2025-05-02T07-00-00Z.json'), JSON.stringify(papers))
  writeFileSync(join(folder, '2025-05-01_0815.json'), JSON.stringify(papers))
  writeFileSync(join(folder, 'one.json'), JSON.stringify(told))
  writeFileSync(join(folder, 'lines.jsonl.gz'), gzipSync(`${JSON.stringify(told)}\n${JSON.stringify(told)}\n`))
  writeFileSync(join(folder, 'notes.json'), '{"about":"something else"}')
  writeFileSync(join(folder, 'examples', 'one.json'), JSON.stringify(told))
  const { captures, unread } = readArchive(folder)
  expect(captures.map(({ day, at }) => [day, at.toISOString().slice(0, 16)])).toEqual([
    ['2025-05-01', '2025-05-02T07:00'],
    ['2025-05-01', '2025-05-01T08:15'],
    ['2025-05-01', '2025-05-01T06:30'],
    ['2025-05-01', '2025-05-01T06:30'],
    ['2025-05-01', '2025-05-01T06:30'],
  ])
  expect(unread.map((path) => path.endsWith('notes.json'))).toEqual([true])
})

test('a folder that is not there, or holds nothing of use, is said', () => {
  expect(() => readArchive(join(folder, 'nowhere'))).toThrow(RefusedError)
  mkdirSync(folder, { recursive: true })
  expect(() => readArchive(folder)).toThrow('Nothing was computed')
})
