import fc from 'fast-check'
import { expect, test } from 'vitest'
import { threadOf, withoutLeavings } from '@/lib/community/comments/thread'

/** A forest: each comment answers an earlier one, or none. */
const forest = fc
  .array(fc.record({ parent: fc.nat(), votes: fc.nat(3), isDeleted: fc.boolean(), isTop: fc.boolean() }), {
    maxLength: 40,
  })
  .map((rows) =>
    rows.map(({ parent, votes, isDeleted, isTop }, at) => ({
      id: `c${at}`,
      parentId: at === 0 || isTop ? null : `c${parent % at}`,
      votes,
      createdAt: new Date(at),
      deletedAt: isDeleted ? new Date(at) : null,
    })),
  )

test('every comment stands once, and behind what it answers with nothing between them that is no answer to it', () => {
  fc.assert(
    fc.property(forest, (comments) => {
      const order = threadOf(comments)
      expect(order.map(({ id }) => id).toSorted()).toEqual(comments.map(({ id }) => id).toSorted())
      for (const [at, { parentId }] of order.entries()) {
        if (parentId === null) continue
        let before = order[at - 1]
        while (before && before.id !== parentId) before = order.find(({ id }) => id === before?.parentId)
        expect(before?.id).toBe(parentId)
      }
    }),
  )
})

test('more votes come first, then the older', () => {
  const comment = (id: string, votes: number, at: number) => ({ id, parentId: null, votes, createdAt: new Date(at) })
  const order = threadOf([comment('late', 1, 9), comment('none', 0, 1), comment('early', 1, 2)])
  expect(order.map(({ id }) => id)).toEqual(['early', 'late', 'none'])
})

test('what was deleted stays only above what was not', () => {
  fc.assert(
    fc.property(forest, (comments) => {
      const left = withoutLeavings(comments)
      expect(left.filter(({ deletedAt }) => !deletedAt)).toEqual(comments.filter(({ deletedAt }) => !deletedAt))
      for (const { id, deletedAt } of left)
        expect(!deletedAt || left.some(({ parentId }) => parentId === id)).toBe(true)
      for (const { parentId } of left) expect(parentId === null || left.some(({ id }) => id === parentId)).toBe(true)
    }),
  )
})
