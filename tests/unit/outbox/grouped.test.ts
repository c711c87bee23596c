import { expect, test } from 'vitest'
import { Grouped } from '@/lib/outbox/grouped'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('what comes in one turn, or while a group is under way, makes up the next; each gets its own result', async () => {
  const groups: number[][] = []
  const doubled = new Grouped<number, number>(async (items) => {
    groups.push(items)
    await turn()
    await turn()
    return items.map((item) => 2 * item)
  })
  const first = [1, 2].map((item) => doubled.do(item))
  await turn()
  const second = [3, 4].map((item) => doubled.do(item))
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8])
  expect(groups).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(await doubled.do(5)).toBe(10)
})

test('a group that fails fails for all in it, and the next is done', async () => {
  const runs = new Grouped<string, string>(async (items) => {
    if (items.includes('bad')) throw new Error('no')
    return items
  })
  const alone = runs.do('one')
  await turn()
  const together = await Promise.allSettled(['bad', 'two'].map((item) => runs.do(item)))
  expect(await alone).toBe('one')
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await runs.do('three')).toBe('three')
})
