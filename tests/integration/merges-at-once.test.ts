import { expect, test } from 'vitest'
import { nameKey } from '@/lib/accounts/public-name'
import { addComment } from '@/lib/community/comments/add-comment'
import { readComment } from '@/lib/community/comments/comment-text'
import { db } from '@/lib/database/client'
import { applyMarks } from '@/lib/mine/awaited'
import { unvote, upvote } from '@/lib/papers/votes'
import { aReader } from '../support/factories'
import {
  act,
  clock,
  expectExact,
  into,
  oneByOne,
  paper,
  standings,
  useMerging,
  vote,
  voteRows,
  votesOf,
} from '../support/merging'

useMerging()

test('votes, taken back ones and comments in the same moments are neither lost nor doubled, and every count is that of its rows', async () => {
  const readers = await Promise.all(Array.from({ length: 40 }, () => aReader()))
  for (const [n, { id }] of readers.entries())
    await db().reader.update({ where: { id }, data: { name: `R${n}-x`, nameKey: nameKey(`R${n}-x`) } })
  const terms = { now: clock.now(), maturityHours: 0 }
  const text = readComment('Words').text
  if (!text) throw new Error('words are a comment')
  const settled = await Promise.allSettled([
    ...readers.map((reader, n) => upvote(n % 3 === 0 ? into : paper, reader, clock.now(), 0)),
    ...readers.slice(0, 20).map((reader) => upvote(paper, reader, clock.now(), 0)),
    (async () => {
      for (let times = 0; times < 3; times++) {
        await act('merge')
        await act('unmerge')
      }
      await act('merge')
    })(),
    ...readers.slice(20, 26).map((reader) => addComment({ paperId: paper, parentId: null, text }, reader, terms)),
    ...readers.slice(0, 10).map(async (reader) => {
      await upvote(paper, reader, clock.now(), 0)
      await unvote(paper, reader.id, clock.now())
      await upvote(paper, reader, clock.now(), 0)
    }),
  ])
  expect(settled.filter(({ status }) => status === 'rejected')).toEqual([])
  const [, whole] = await standings()
  expect(whole).toEqual({ votes: 40, countedVotes: 40, comments: 6, commenters: 6 })
  await expectExact()
  await act('unmerge')
  expect(new Set((await voteRows()).map(({ readerId }) => readerId)).size).toBe(40)
  expect(await db().vote.count({ where: { NOT: { castOn: null } } })).toBe(0)
  await expectExact()
})

test.each(['merge', 'vote'])(
  'who votes in the very moment of a merge votes for the other paper; the %s comes first',
  async (first) => {
    const reader = await aReader()
    const acts = { merge: () => act('merge'), vote: () => upvote(paper, reader, clock.now(), 0) }
    await oneByOne<unknown>(...(first === 'merge' ? [acts.merge, acts.vote] : [acts.vote, acts.merge]))
    expect(await votesOf()).toEqual([0, 1])
    await expectExact()
  },
)

test.each(['merge', 'bring'])(
  'who voted for both papers, the second time in the very moment of a %s, counts once, and nobody waits in a circle',
  async (first) => {
    const reader = await vote(paper)
    const marks = [paper, into].map((id) => ({ paper: id, at: clock.now() }))
    const acts = { merge: () => act('merge'), bring: () => applyMarks(reader.id, 'vote', marks) }
    await oneByOne<unknown>(first === 'merge' ? acts.merge : acts.bring, () => upvote(into, reader, clock.now(), 0))
    if (first === 'bring') await act('merge')
    expect((await standings())[1]).toMatchObject({ votes: 1 })
    await expectExact()
  },
)

test('who wrote the one and votes for the other in the very moment of a merge does not rank', async () => {
  const author = await aReader()
  const claim = { author: 'Ada', state: 'granted', proof: 'address', claimedAt: clock.now() }
  await db().claim.create({ data: { ...claim, readerId: author.id, paperId: paper } })
  await oneByOne<unknown>(
    () => act('merge'),
    () => upvote(into, author, clock.now(), 0),
  )
  expect((await standings())[1]).toMatchObject({ votes: 1, countedVotes: 0 })
  await expectExact()
})
