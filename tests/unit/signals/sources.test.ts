import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UpstreamError } from '@/lib/errors'
import { listDueDays, WATCHED_DAYS } from '@/lib/signals/daily-plan'
import { parseRepository } from '@/lib/signals/github-repository'
import { parseDailyPapers } from '@/lib/signals/hf-daily'

const fixture = (name: string) => readFileSync(`tests/fixtures/signals/${name}.json`, 'utf8')
const daily = (entries: unknown) => parseDailyPapers(JSON.stringify(entries), 'hf')
const entry = (id: string, upvotes: unknown) => ({ paper: { id, upvotes }, numComments: 0 })

test('a daily list tells upvotes, comments and the repository of each paper', () => {
  expect(parseDailyPapers(fixture('daily-papers'), 'hf')).toEqual({
    length: 2,
    entries: [
      {
        paperId: '2611.10001',
        upvotes: 41,
        comments: 3,
        repository: 'Ada/engine',
        title: 'Engines That Weave Algebraic Patterns',
        submittedAt: new Date('2026-11-20T02:14:07Z'),
      },
      {
        paperId: '2611.10002',
        upvotes: 7,
        comments: 0,
        repository: null,
        title: 'Compilers',
        submittedAt: new Date('2026-11-20T03:00:00Z'),
      },
    ],
  })
})

test('entries that lie are passed over, and the others are read', () => {
  const lies = [
    entry('2611.10001', -4),
    entry('not a paper', 5),
    entry('2611.10003', 2.5),
    entry('2611.10004', 1e12),
    null,
  ]
  const honest = Array.from({ length: 6 }, (_, n) => entry(`2611.2000${n}`, n))
  expect(daily([...lies, ...honest]).entries.map(({ upvotes }) => upvotes)).toEqual([0, 1, 2, 3, 4, 5])
  expect(daily([entry('2611.10001v2', 4), entry('2611.10001', 9)]).entries).toMatchObject([{ upvotes: 4 }])
})

test.each([
  ['HTML', '<html><body>Service unavailable</body></html>'],
  ['an object', '{"error":"rate limited"}'],
  ['half of it', fixture('daily-papers').slice(0, -200)],
  ['nothing', ''],
  ['a list of something else', JSON.stringify([1, 2, 3, 4].map((n) => ({ name: n })))],
])('what is no daily list is refused: %s', (_, text) => {
  expect(() => parseDailyPapers(text, 'hf')).toThrow(UpstreamError)
})

test('whatever a source sends, a parser answers or refuses in one sentence', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      for (const parse of [parseDailyPapers, parseRepository]) {
        try {
          parse(text, 'a host')
        } catch (error) {
          expect(error).toBeInstanceOf(UpstreamError)
        }
      }
    }),
  )
})

test('a repository tells its stars and when it began', () => {
  expect(parseRepository(fixture('repository'), 'gh')).toEqual({
    stars: 120,
    createdAt: new Date('2026-11-10T08:00:00Z'),
  })
  expect(() => parseRepository('{"stargazers_count":-1,"created_at":"2026-11-10T08:00:00Z"}', 'gh')).toThrow(
    UpstreamError,
  )
})

test('daily lists are looked at every other hour while they are new, then more and more seldom, then never', () => {
  const start = Date.parse('2026-11-20T00:00:00Z')
  const looks = new Map<string, Date[]>()
  for (let minute = 0; minute < 9 * 24 * 60; minute += 15) {
    const now = new Date(start + minute * 60_000)
    for (const day of listDueDays(now, (day) => looks.get(day)?.at(-1)))
      looks.set(day, [...(looks.get(day) ?? []), now])
  }
  const perDay = [0, 1, 2, 3, 4, 5, 6, 7].map((age) => {
    const [from, until] = [start + age * 86_400_000, start + (age + 1) * 86_400_000]
    return (looks.get('2026-11-20') ?? []).filter((at) => at.getTime() >= from && at.getTime() < until).length
  })
  expect(perDay).toEqual([12, 12, 4, 4, 1, 1, 1, 0])
  expect(perDay.filter((count) => count > 0)).toHaveLength(WATCHED_DAYS)
})
