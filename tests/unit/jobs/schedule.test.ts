import { expect, test } from 'vitest'
import { cronItems, TASK_NAMES } from '@/lib/jobs/schedule'

test('every task is scheduled, and each time has a name of its own', () => {
  const items = cronItems()
  expect(new Set(items.map(({ task }) => task))).toEqual(new Set(TASK_NAMES))
  expect(new Set(items.map(({ identifier }) => identifier)).size).toBe(items.length)
})

test('in the hours after the announcement the feeds are asked three times as often', () => {
  const times = cronItems().filter(({ task }) => task === 'ingest')
  const asks = (hour: number) =>
    Array.from({ length: 60 }, (_, min) =>
      times.filter(({ match }) => match({ min, hour, date: 20, month: 11, dow: 5 })),
    ).flat().length
  expect([3, 4, 11, 12].map(asks)).toEqual([1, 3, 3, 1])
})
