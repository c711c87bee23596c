import { expect, test } from 'vitest'
import { readConfig } from '@/lib/config'
import { judgeSkew } from '@/lib/doctor/check-database'
import { judgeRoom } from '@/lib/doctor/check-disk'
import { checkSettings } from '@/lib/doctor/check-settings'
import { isBearer } from '@/lib/doctor/is-bearer'

const statesOf = (environment: Record<string, string>) =>
  Object.fromEntries(checkSettings(readConfig(environment)).map(({ about, state }) => [about, state]))

test('clocks may differ by a moment, should not by seconds, must not by half a minute', () => {
  expect([300, -300, 5_000, -5_000, 60_000].map((ms) => judgeSkew(ms).state)).toEqual([
    'fine',
    'fine',
    'notice',
    'notice',
    'broken',
  ])
  expect(judgeSkew(-5_000).sentence).toContain('5.0 s behind')
})

test('a disk that runs full is told before the database stops', () => {
  expect([50_000, 1_000, 100].map((mib) => judgeRoom(mib, '/data').state)).toEqual(['fine', 'notice', 'broken'])
})

test('a newcomer with no settings has nothing broken', () => {
  expect(statesOf({})).toEqual({ address: 'notice', secret: 'fine' })
})

test('a public site over plain http is broken', () => {
  expect(statesOf({ BASE_URL: 'http://papers.example.org' })).toMatchObject({ address: 'broken' })
})

test('a public site behind a proxy that is not trusted is told so', () => {
  expect(statesOf({ BASE_URL: 'https://papers.example.org' })).toMatchObject({ address: 'notice' })
  expect(statesOf({ BASE_URL: 'https://papers.example.org', TRUST_PROXY: '1' })).toMatchObject({ address: 'fine' })
})

test('a second key is a reminder to end the rotation', () => {
  expect(statesOf({ SECRET: `${'a'.repeat(32)},${'b'.repeat(32)}` })).toMatchObject({ secret: 'notice' })
})

test('only the very token opens the metrics', () => {
  expect(isBearer('Bearer sixteen-letters-x', 'sixteen-letters-x')).toBe(true)
  expect(isBearer('bearer sixteen-letters-x', 'sixteen-letters-x')).toBe(true)
  for (const wrong of [null, '', 'Bearer', 'Bearer sixteen', 'Basic sixteen-letters-x', 'Bearer sixteen-letters-x ']) {
    expect(isBearer(wrong, 'sixteen-letters-x')).toBe(false)
  }
})
