import { expect, test } from 'vitest'
import { cronItems, TASK_NAMES } from '@/lib/jobs/schedule'

test('every task is scheduled, and each time has a name of its own', () => {
  const items = cronItems()
  expect(new Set(items.map(({ task }) => task))).toEqual(new Set(TASK_NAMES))
  expect(new Set(items.map(({ identifier }) => identifier)).size).toBe(items.length)
})

test('the ingest is woken every few minutes, at any hour of any day', () => {
  const times = cronItems().filter(({ task }) => task === 'ingest')
  const wakes = (hour: number, dow: number) =>
    Array.from({ length: 60 }, (_, min) =>
      times.filter(({ match }) => match({ min, hour, date: 20, month: 11, dow })),
    ).flat().length
  expect([wakes(0, 1), wakes(5, 5), wakes(23, 6)]).toEqual([12, 12, 12])
})

test('the sweep follows half past ten in the evening, US Eastern, in summer and in winter, and is tried until the morning', () => {
  const times = cronItems().filter(({ task }) => task === 'sweep')
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    times.some(({ match }) => match({ min: 40, hour, date: 20, month: 11, dow: 5 })),
  )
  expect(hours).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
})
