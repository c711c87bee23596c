import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { findMarks } from '@/lib/marks/find-marks'
import { matureVotes, unvote, upvote } from '@/lib/papers/votes'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-20T08:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const standingOf = (paperId: string) =>
  db().paperStanding.findUnique({ where: { paperId }, select: { votes: true, countedVotes: true } })

beforeEach(async () => {
  await db().vote.deleteMany()
  await db().paper.deleteMany()
})

test('a vote counts once, however often it is given, and can be taken back as often', async () => {
  const [paper, ada] = [await aPaper(), await aReader()]
  for (let i = 0; i < 3; i++) expect(await upvote(paper.id, ada, now, 0)).toEqual({ status: 'voted', votes: 1 })
  const asked = { marks: ['reader', `vote:${paper.id}`, 'vote:hep-th/9901001'], numbers: [`votes:${paper.id}`] }
  expect(await findMarks(ada.id, asked, now)).toEqual({
    held: new Set(['reader', `vote:${paper.id}`]),
    numbers: new Map([[`votes:${paper.id}`, 1]]),
  })
  for (let i = 0; i < 3; i++)
    expect(await unvote(paper.id, ada.id, new Date())).toEqual({ status: 'unvoted', votes: 0 })
  expect(await standingOf(paper.id)).toEqual({ votes: 0, countedVotes: 0 })
})

test('the count is right under 100 voters at once, some of whom vote twice or change their mind', async () => {
  const paper = await aPaper()
  const readers = await Promise.all(Array.from({ length: 100 }, () => aReader()))
  await Promise.all(readers.flatMap((reader) => [upvote(paper.id, reader, now, 0), upvote(paper.id, reader, now, 0)]))
  expect(await standingOf(paper.id)).toEqual({ votes: 100, countedVotes: 100 })
  await Promise.all(
    readers
      .slice(0, 40)
      .flatMap((reader) => [unvote(paper.id, reader.id, new Date()), unvote(paper.id, reader.id, new Date())]),
  )
  expect(await standingOf(paper.id)).toEqual({ votes: 60, countedVotes: 60 })
  expect(await db().vote.count()).toBe(60)
})

test('a vote for a paper that is not here is answered, not recorded', async () => {
  const ada = await aReader()
  expect(await upvote('2611.99999', ada, now, 0)).toEqual({ status: 'not-found' })
  expect(await unvote('2611.99999', ada.id, new Date())).toEqual({ status: 'not-found' })
  expect(await db().vote.count()).toBe(0)
})

test('the vote of a young account shows at once and ranks when the account is old enough', async () => {
  const [paper, young] = [await aPaper(), await aReader({ createdAt: hoursAgo(2) })]
  await upvote(paper.id, young, now, 24)
  expect(await standingOf(paper.id)).toEqual({ votes: 1, countedVotes: 0 })
  expect(await matureVotes(now, 24)).toBe(0)
  const tomorrow = new Date(now.getTime() + 22 * 3_600_000)
  expect(await matureVotes(tomorrow, 24)).toBe(1)
  expect(await matureVotes(tomorrow, 24)).toBe(0)
  expect(await standingOf(paper.id)).toEqual({ votes: 1, countedVotes: 1 })
  await unvote(paper.id, young.id, new Date())
  expect(await standingOf(paper.id)).toEqual({ votes: 0, countedVotes: 0 })
})
