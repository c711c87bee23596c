import fc from 'fast-check'
import { expect, test } from 'vitest'
import { announcementInstant } from '@/lib/announcement-day'
import { announcementTick } from '@/lib/trending/announcement-clock'

const tickOf = (day: string) => announcementTick(announcementInstant(day))

test('from one announcement to the next is one tick, over a night, a weekend and a holiday', () => {
  expect(tickOf('2026-11-20') - tickOf('2026-11-19')).toBe(1)
  expect(tickOf('2026-11-23') - tickOf('2026-11-20')).toBe(1)
  // Thanksgiving.
  expect(tickOf('2026-11-27') - tickOf('2026-11-25')).toBe(1)
})

test('between two announcements the clock runs evenly', () => {
  const [thursday, sunday] = [announcementInstant('2026-11-20'), announcementInstant('2026-11-23')]
  const between = new Date((thursday.getTime() + sunday.getTime()) / 2)
  expect(announcementTick(between)).toBe(tickOf('2026-11-20') + 0.5)
})

const anInstant = fc.integer({ min: Date.parse('1986-04-25'), max: Date.parse('2040-01-01') }).map((ms) => new Date(ms))

test('the clock never goes back, whenever it is asked', () => {
  fc.assert(
    fc.property(anInstant, anInstant, (a, b) => {
      expect(Math.sign(announcementTick(a) - announcementTick(b))).toBe(Math.sign(a.getTime() - b.getTime()))
    }),
  )
})
