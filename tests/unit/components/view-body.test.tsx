import { expect, test } from 'vitest'
import { ViewBody } from '@/components/ViewBody'
import { markup, reading } from './markup'

const nothing = {
  reading: null,
  title: 'New papers',
  lead: null,
  papers: [],
  back: '/',
  density: null,
  days: null,
  first: null,
  next: null,
  subscribe: '/subscribe',
}

test('an empty list says why, and offers nothing to subscribe to', () => {
  expect(reading(<ViewBody {...nothing} empty="No papers yet." />)).toBe('New papersNo papers yet.')
})

test('days before and after are links that say which', () => {
  const days = { previous: { path: '/papers/date/2026-11-19', label: '19 Nov 2026' }, next: null }
  const html = markup(<ViewBody {...nothing} empty="" days={days} />)
  expect(html).toContain('<a href="/papers/date/2026-11-19" rel="prev">')
  expect(html).not.toContain('rel="next"')
})

test('a list that goes on says so, and leads back to its beginning', () => {
  const html = markup(<ViewBody {...nothing} empty="" first="/papers/new" next="/papers/new?after=x" />)
  expect(html).toContain('href="/papers/new?after=x" rel="next"')
  expect(html).toContain('<a href="/papers/new">Back to the beginning</a>')
})
