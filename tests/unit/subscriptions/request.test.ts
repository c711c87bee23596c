import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { publicTitle } from '@/lib/subscriptions/describe'
import { ChangeForm, SubscribeForm } from '@/lib/subscriptions/request'
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
    name: null,
    rhythm: 'daily',
    hour: 8,
    zone: 'Europe/Berlin',
    papers: 15,
    shape: 'full',
    stamp: '',
    website: '',
  })
})

test.each([
  ['/', '/'],
  ['/?min_votes=3', '/?min_votes=3'],
  ['/papers/new', '/papers/new'],
  ['/papers/new?min_votes=0', '/papers/new'],
  ['/categories/cs.LG', '/categories/cs.LG'],
  ['/categories/cs.SY', '/categories/eess.SY'],
  ['/categories/math', '/categories/math'],
  ['/categories/cs.LG?types=replace,new&min_votes=2', '/categories/cs.LG?types=new,replace&min_votes=2'],
  ['/categories/cs.LG?types=new,cross', '/categories/cs.LG'],
  ['/search?q=graph+networks', '/search?q=graph%20networks'],
  ['/search?q=graph&min_votes=5', '/search?q=graph&min_votes=5'],
  ['/authors/Ada%20Lovelace', '/authors/Ada%20Lovelace'],
  ['/authors/Ada%20Lovelace?in=math.NT,cs.LG', '/authors/Ada%20Lovelace?in=cs.LG,math.NT'],
])('the list at %s can be subscribed to, under the one name %s', (view, stored) => {
  expect(read({ view }).data?.view).toBe(stored)
  expect(read({ view: stored }).data?.view).toBe(stored)
})

test.each([
  [{ rhythm: 'daily' }, 'daily'],
  [{ rhythm: 'monthly' }, 'monthly'],
  [{ rhythm: 'weekly' }, 'mon'],
  [{ rhythm: 'weekly', weekday: 'thu' }, 'thu'],
  [{ rhythm: 'weekdays', wed: 'on', mon: 'on' }, 'mon,wed'],
  [{ rhythm: 'fri,mon' }, 'mon,fri'],
])('the rhythm of %j is %s', (fields, rhythm) => {
  expect(read(fields).data?.rhythm).toBe(rhythm)
})

test.each([
  [{ rhythm: 'weekdays' }, 'rhythm', 'Choose at least one day.'],
  [{ rhythm: 'hourly' }, 'rhythm', 'mon,thu'],
  [{ rhythm: 'weekly', weekday: 'someday' }, 'rhythm', 'mon,thu'],
  [{ papers: '4' }, 'papers', '5 to 25'],
  [{ papers: '26' }, 'papers', '5 to 25'],
  [{ papers: '1e1' }, 'papers', '5 to 25'],
  [{ shape: 'long' }, 'shape', 'titles'],
  [{ name: 'x'.repeat(81) }, 'name', '80'],
])('%j is refused at %s with what it takes: %s', (fields, path, takes) => {
  const [issue] = read(fields).error?.issues ?? []
  expect([issue?.path, issue?.message]).toEqual([[path], expect.stringContaining(takes)])
})

test('a name is one line without anything that cannot be seen', () => {
  expect(read({ name: ' My\r\npapers\u202e \u0000' }).data?.name).toBe('My papers')
})

test('a change names what it changes; all else stays as it is, and an empty name takes the name away', () => {
  expect(ChangeForm.parse({ hour: '9', zone: '', papers: '' })).toEqual({ hour: 9 })
  expect(ChangeForm.parse({ name: ' ' })).toEqual({ name: null })
})

test.each([
  '/papers/date/2026-11-20',
  '/papers/week/2026-W47',
  '/papers/month/2026-11',
  '/search',
  '/categories/cs.LG?types=all',
  '/?min_votes=many',
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
