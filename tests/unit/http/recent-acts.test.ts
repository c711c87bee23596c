import { expect, test } from 'vitest'
import { RecentActs } from '@/lib/http/recent-acts'

test('the last act of a browser is remembered for ten seconds, by its session and no other', () => {
  let now = 5
  const acts = new RecentActs(() => now)
  acts.note('display=titles; __Host-broadsheet-session=one')
  acts.note('display=titles')
  expect(acts.lastOf('__Host-broadsheet-session=one; display=contrast')).toBe(5)
  for (const other of ['', 'display=titles', 'broadsheet-session=two']) expect(acts.lastOf(other)).toBeNull()
  now += 10_000
  expect(acts.lastOf('broadsheet-session=one')).toBe(5)
  now += 1
  expect(acts.lastOf('broadsheet-session=one')).toBeNull()
})

test('however many act, memory is bounded', () => {
  const acts = new RecentActs(() => 0)
  for (let i = 0; i < 25_000; i++) acts.note(`broadsheet-session=${i}`)
  const remembered = Array.from({ length: 25_000 }, (_, i) => acts.lastOf(`broadsheet-session=${i}`))
  expect(remembered.filter((at) => at !== null).length).toBeLessThanOrEqual(10_000)
  expect(remembered.at(-1)).toBe(0)
})
