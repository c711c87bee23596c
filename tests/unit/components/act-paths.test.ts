import { expect, test } from 'vitest'
import { answerOfKept, isAct } from '@/components/service-worker/act-paths'
import { paths } from '@/lib/paths'

test.each([paths.vote('hep-th/9901001'), paths.unsave('2611.00001'), paths.dismiss('2611.00001')])(
  '%s is an act on a paper, and may wait for a network',
  (path) => {
    expect(isAct(path)).toBe(true)
  },
)

test.each([paths.signOut, paths.seen, paths.subscribe, paths.paper('2611.00001'), '/papers/2611.00001/comments'])(
  '%s is none',
  (path) => {
    expect(isAct(path)).toBe(false)
  },
)

test('a page is told how the paper will stand, and that it waits', () => {
  const kept = expect.stringContaining('when you are online')
  expect(answerOfKept(paths.vote('2611.00001'))).toEqual({ voted: true, kept })
  expect(answerOfKept(paths.unsave('hep-th/9901001'))).toEqual({ saved: false, kept })
  expect(answerOfKept(paths.dismiss('2611.00001'))).toEqual({ dismissed: true, kept })
})
