import { expect, test } from 'vitest'
import { nameKey, takeName } from '@/lib/accounts/public-name'
import { db } from '@/lib/database/client'
import { applyMarks } from '@/lib/mine/awaited'
import { judgeNetworks } from '@/lib/papers/judge-networks'
import { judgeOwnVotes } from '@/lib/papers/own-votes'
import { matureVotes, unvote, upvote } from '@/lib/papers/votes'
import { COUNTING } from '@/lib/trending/constants'
import { listView, type PageOf } from '@/lib/views/list-view'
import { aPaper, aReader } from '../support/factories'
import {
  act,
  clock,
  eve,
  expectExact,
  into,
  monaId,
  paper,
  standings,
  useMerging,
  viewAt,
  vote,
  voteRows,
  votesOf,
} from '../support/merging'

useMerging()

const nobody = { comments: 0, commenters: 0 }

test('votes go along, whoever voted for both counts once, and undoing it brings every vote back as it was', async () => {
  const both = await vote(paper)
  await vote(into, both)
  await vote(paper)
  await vote(into)
  const before = await voteRows()
  await act('merge')
  expect(await standings()).toEqual([
    { votes: 0, countedVotes: 0, ...nobody },
    { votes: 3, countedVotes: 3, ...nobody },
  ])
  await expectExact()
  await act('unmerge')
  expect(await standings()).toEqual([
    { votes: 2, countedVotes: 2, ...nobody },
    { votes: 2, countedVotes: 2, ...nobody },
  ])
  expect(await voteRows()).toEqual(before)
  await expectExact()
})

test('of whoever voted for both the second vote shows nowhere: no list, search, number or line of days tells of it', async () => {
  const both = await aReader()
  await takeName(both.id, 'Both')
  await db().reader.update({ where: { id: both.id }, data: { votesPublic: true } })
  await db().follow.create({ data: { readerId: monaId, personId: both.id, followedAt: clock.now() } })
  const members = { create: { readerId: both.id, joinedAt: clock.now() } }
  await db().group.create({ data: { name: 'Lab-7', nameKey: nameKey('Lab-7'), createdAt: clock.now(), members } })
  for (const id of [paper, into]) await vote(id, both)
  await act('merge')
  const shown = async (path: string, page: PageOf = {}) => {
    const { papers } = await listView(viewAt(path), page)
    return [path, ...papers.map(({ id, votes }) => `${id}: ${votes}`)]
  }
  const { followingKey } = await db().reader.findUniqueOrThrow({ where: { id: monaId } })
  for (const path of ['/people/Both', `/following/${followingKey}`, '/groups/Lab-7', '/search?q=votes%3A%3E0'])
    expect(await shown(path)).toEqual([path, `${into}: 1`])
  expect(await shown('/papers/new', { minVotes: 1 })).toEqual(['/papers/new', `${into}: 1`])
  const day = '/papers/date/2026-11-20'
  for (const moment of [null, clock.now()])
    expect(await shown(day, { moment })).toEqual([day, `${into}: 1`, `${paper}: 0`])
  expect((await eve.get(day)).html.split('class="spark"')).toHaveLength(2)
  expect(await unvote(into, both.id, clock.now())).toEqual({ status: 'unvoted', votes: 0 })
  await expectExact()
})

test('of whoever voted for several one that ranks is the one that counts, wherever it was given; undoing it brings all back', async () => {
  const third = (await aPaper()).id
  const [brought, twice] = [await aReader(), await aReader()]
  for (const { id } of [brought, twice]) await applyMarks(id, 'vote', [{ paper: into, at: clock.now() }])
  await applyMarks(twice.id, 'vote', [{ paper, at: clock.now() }])
  clock.passMinutes(1)
  await vote(paper, brought)
  await vote(third, twice)
  const before = await voteRows()
  await act('merge')
  expect((await standings())[1]).toMatchObject({ votes: 2, countedVotes: 1 })
  const one = await voteRows()
  await act('merge', third)
  expect((await standings())[1]).toMatchObject({ votes: 2, countedVotes: 2 })
  await expectExact()
  await act('unmerge', third)
  expect(await voteRows()).toEqual(one)
  await act('merge', third)
  await act('unmerge')
  expect((await standings())[1]).toMatchObject({ votes: 2, countedVotes: 1 })
  await expectExact()
  await act('unmerge', third)
  expect(await voteRows()).toEqual(before)
  await expectExact()
})

test('a second vote that comes to rank, or ceases to, changes no count', async () => {
  const young = await aReader({ createdAt: clock.now() })
  const bursters = await Promise.all(Array.from({ length: COUNTING.burstOfNetwork }, () => aReader()))
  for (const id of [paper, into]) {
    await upvote(id, young, clock.now(), 48)
    for (const reader of bursters) await vote(id, reader)
  }
  await act('merge')
  const network = Buffer.from('one')
  await db().vote.updateMany({ where: { paperId: paper, readerId: { not: young.id } }, data: { network } })
  await matureVotes(clock.now(), 0)
  await judgeNetworks(clock.now())
  const claim = { author: 'Ada', state: 'granted', proof: 'address', claimedAt: clock.now() }
  await db().claim.create({ data: { ...claim, readerId: young.id, paperId: paper } })
  await db().$transaction((tx) => judgeOwnVotes(tx, young.id, [paper], clock.now()))
  const all = bursters.length + 1
  expect(await standings()).toMatchObject([
    { votes: 0, countedVotes: 0 },
    { votes: all, countedVotes: all - 1 },
  ])
  await expectExact()
})

test('a vote given or taken back under the merged identifier is one for the other, and taken back once it is gone from both', async () => {
  const both = await vote(paper)
  await vote(into, both)
  const moved = await vote(paper)
  await act('merge')
  expect(await upvote(paper, moved, clock.now(), 0)).toEqual({ status: 'voted', votes: 2 })
  const visit = await eve.post(`/papers/${paper}/vote`)
  expect(visit.to).toBe(`/papers/${paper}#${paper}`)
  expect((await eve.get(`/papers/${into}`)).html).toContain('aria-pressed="true"')
  expect(await unvote(paper, both.id, clock.now())).toEqual({ status: 'unvoted', votes: 2 })
  expect(await unvote(into, moved.id, clock.now())).toEqual({ status: 'unvoted', votes: 1 })
  expect(await applyMarks(both.id, 'vote', [{ paper, at: clock.now() }])).toBe(1)
  await expectExact()
  await act('unmerge')
  expect(await votesOf()).toEqual([0, 2])
  await expectExact()
})

test('of three that are one, each reader counts once, whichever is parted first', async () => {
  const third = (await aPaper()).id
  const all = await vote(paper)
  await vote(third, all)
  const parted = await vote(paper)
  await act('merge')
  await act('merge', third)
  expect(await votesOf()).toEqual([0, 2])
  await act('unmerge')
  expect([await votesOf(), await db().vote.count({ where: { readerId: all.id, paperId: into } })]).toEqual([[2, 1], 1])
  await expectExact()
  await act('unmerge', third)
  expect(await votesOf()).toEqual([2, 0])
  expect(await db().vote.count({ where: { readerId: { in: [all.id, parted.id] } } })).toBe(3)
  await expectExact()
})

test('the vote of whoever wrote or brought the one does not rank for the other, while they are one', async () => {
  const [author, submitter] = [await vote(paper), await vote(into)]
  const claim = { author: 'Ada', state: 'granted', proof: 'address', claimedAt: clock.now() }
  await db().claim.create({ data: { ...claim, readerId: author.id, paperId: into } })
  await db().submission.create({ data: { paperId: paper, readerId: submitter.id, submittedAt: clock.now() } })
  await act('merge')
  const held = async () => (await voteRows()).map(({ held }) => held).sort()
  expect([await held(), (await standings())[1]]).toMatchObject([['author', 'submitter'], { votes: 2, countedVotes: 0 }])
  await expectExact()
  await act('unmerge')
  // As whatever ceases to be one's own, they wait for the job that counts what is old enough.
  expect(await held()).toEqual(['age', 'age'])
  await expectExact()
})
