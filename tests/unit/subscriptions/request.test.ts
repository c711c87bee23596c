import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { publicTitle } from '@/lib/subscriptions/describe'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { nextSlot } from '@/lib/subscriptions/slots'
import { setSettings } from '../../support/settings'

beforeAll(() => {
  setSettings({ TIME_ZONE: 'Europe/Berlin' }, fixedClock('2026-11-20T08:00:00Z'))
})

const read = (fields: Record<string, string>) => SubscribeForm.safeParse({ email: 'ada@example.org', ...fields })

test('an address alone subscribes to trending, daily, at eight, in the zone of the house', () => {
  expect(read({ view: '', rhythm: '', hour: '', zone: '' }).data).toEqual({
    email: 'ada@example.org',
    view: '/',
    rhythm: 'daily',
    hour: 8,
    zone: 'Europe/Berlin',
    website: '',
  })
})

test.each(['/', '/papers/new', '/categories/cs.LG', '/search?q=graph+networks', '/authors/Ada%20Lovelace'])(
  'the view at %s can be subscribed to',
  (view) => {
    expect(read({ view }).success).toBe(true)
  },
)

test.each([
  '/papers/date/2026-11-20',
  '/papers/week/2026-W47',
  '/papers/month/2026-11',
  '/papers/date/2026-99-99',
  '/settings',
  '//evil.example/',
  '/\\evil.example',
  'https://evil.example/',
  'papers/new',
])('%s is no list that goes on', (view) => {
  expect(read({ view }).error?.issues[0]?.path).toEqual(['view'])
})

test.each([
  ['europe/berlin', 'Europe/Berlin'],
  ['utc', 'UTC'],
  ['Asia/Calcutta', 'Asia/Calcutta'],
  [' America/New_York ', 'America/New_York'],
])('the zone %s is taken as %s', (zone, taken) => {
  expect(read({ zone }).data?.zone).toBe(taken)
})

test.each([
  'ACT',
  'AET',
  'CST',
  'CTT',
  'EST',
  'IST',
  'JST',
  'PST',
  'PST8PDT',
  'VST',
  'GMT',
  'Etc/GMT+5',
  'US/Eastern',
  'Z',
])('a zone that is taken has slots: %s', (zone) => {
  const form = read({ zone })
  if (form.success) expect(nextSlot(form.data, new Date('2026-11-20T08:00:00Z'))).toBeInstanceOf(Date)
  else expect(form.error.issues[0]?.path).toEqual(['zone'])
})

test.each([
  'Mars/Olympus',
  '+01:00',
  'PST',
  'IST',
  'JST',
  'Europe/Berlin\r\nBcc: x@example.org',
  '../../etc/passwd',
  'x'.repeat(65),
])('the zone %j is refused with what it takes', (zone) => {
  expect(read({ zone }).error?.issues[0]?.message).toContain('Europe/Berlin')
})

test.each(['24', '-1', '8.5', 'eight', '1e1', '008'])('the hour %s is refused', (hour) => {
  expect(read({ hour }).error?.issues[0]?.path).toEqual(['hour'])
})

test('anything may be posted, and nothing throws', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('email', 'view', 'hour', 'zone', 'rhythm'), fc.string({ unit: 'binary' })),
      (fields) => {
        SubscribeForm.safeParse(fields)
      },
    ),
  )
})

test('a confirmation never carries words that a stranger chose', () => {
  expect(publicTitle('/search?q=Buy+now')).not.toContain('Buy')
  expect(publicTitle('/authors/Buy%20Now')).not.toContain('Buy')
  expect(publicTitle('/categories/cs.LG')).toBe('cs.LG')
})
