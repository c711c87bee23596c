import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputError } from '@/lib/errors'
import { parseView } from '@/lib/views/address'
import { parseMoment } from '@/lib/views/moment'
import { daysUntil } from '@/lib/views/moment-source'

const now = new Date('2026-11-20T12:00:00Z')
const parse = (address: string) => {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  const view = parseView(pathname, searchParams)
  return view && parseMoment(view, searchParams, now)
}

test('an instant that has been comes back, however it is written', () => {
  expect(parse('/?at=2026-11-20T12:00:00Z')).toEqual(now)
  expect(parse('/papers/new?at=2026-11-20T13:30:00%2B01:30')).toEqual(now)
  expect(parse('/')).toBeNull()
  const anInstant = fc.date({ min: new Date('1991-01-01T00:00:00Z'), max: now, noInvalidDate: true })
  fc.assert(
    fc.property(anInstant, (at) => {
      expect(parse(`/?at=${at.toISOString()}`)).toEqual(at)
    }),
  )
})

test.each([
  '/?at=',
  '/?at=yesterday',
  '/?at=2026-11-20',
  '/?at=2026-11-20T12:00:01Z',
  '/?at=1990-12-31T23:59:59Z',
  '/?at=2026-02-30T00:00:00Z',
  '/?at=2026-11-20T12:00:00Z&fair=1',
  '/?at=2026-11-20T12:00:00Z&min_votes=2',
  '/search?q=x&at=2026-11-20T12:00:00Z',
])('%s is refused with a sentence that says what is taken', (address) => {
  expect(() => parse(address)).toThrow(InputError)
  expect(() => parse(address)).toThrow(/“at”/)
})

test('a week in its midst has the days that were announced, the next from 20:00 US Eastern on', () => {
  const week = { first: '2026-11-16', end: '2026-11-23' }
  expect(daysUntil(week, new Date('2026-11-18T00:59:59Z')).end).toBe('2026-11-18')
  expect(daysUntil(week, new Date('2026-11-18T01:00:00Z')).end).toBe('2026-11-19')
  expect(daysUntil(week, new Date('2026-12-01T00:00:00Z'))).toEqual(week)
})
