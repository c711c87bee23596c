import { expect, test } from 'vitest'
import { Grouped } from '@/lib/outbox/grouped'

test('what comes while a group is under way makes up the next; each gets its own result', async () => {
  const groups: number[][] = []
  const doubled = new Grouped<number, number>(async (items) => {
    groups.push(items)
    await new Promise((resolve) => setImmediate(resolve))
    return items.map((item) => 2 * item)
  })
  expect(await Promise.all([1, 2, 3, 4].map((item) => doubled.do(item)))).toEqual([2, 4, 6, 8])
  expect(groups).toEqual([[1], [2, 3, 4]])
  expect(await doubled.do(5)).toBe(10)
})

test('a group that fails fails for all in it, and the next is done', async () => {
  const runs = new Grouped<string, string>(async (items) => {
    if (items.includes('bad')) throw new Error('no')
    return items
  })
  const [alone, ...together] = await Promise.allSettled(['one', 'bad', 'two'].map((item) => runs.do(item)))
  expect(alone?.status).toBe('fulfilled')
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await runs.do('three')).toBe('three')
})
