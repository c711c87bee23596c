import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { upvote } from '@/lib/papers/votes'
import { RANKING } from '@/lib/trending/constants'
import { explain, explanationCsv } from '@/lib/trending/explain'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-24T12:00:00Z')

beforeEach(async () => {
  await db().vote.deleteMany()
  await db().paper.deleteMany()
})

test('the terms of a paper add up to its score, by day, and what does not count is named', async () => {
  const paper = await aPaper({ listedAt: new Date('2026-11-20T01:00:00Z') })
  for (const at of ['2026-11-20T09:00:00Z', '2026-11-20T15:00:00Z', '2026-11-23T09:00:00Z'])
    await upvote(paper.id, await aReader(), new Date(at), 0)
  await upvote(paper.id, await aReader({ createdAt: now }), now, 24)
  const explanation = await explain(paper.id, now)
  expect(explanation?.parts.map(({ kind, day, acts, weight }) => [kind, day, acts, weight])).toEqual([
    ['listed', '2026-11-20', 1, RANKING.newcomer],
    ['vote', '2026-11-23', 1, 1],
    ['vote', '2026-11-20', 2, 2],
  ])
  const sum = explanation?.parts.reduce((worth, part) => worth + part.worth, 0)
  expect(sum).toBeCloseTo(explanation?.heat ?? 0, 9)
  expect(explanation?.uncounted).toEqual([{ reason: expect.stringContaining('too young'), votes: 1 }])
  const csv = explanation ? explanationCsv(explanation).trim().split('\r\n') : []
  expect(csv).toHaveLength(5)
  expect(csv[0]).toBe('kind,day,acts,weight,worth')
})

test('a paper that no listing brought is not called announced: it began when it was submitted, or came here', async () => {
  const { id } = await aPaper()
  expect((await explain(id, now))?.parts[0]).toMatchObject({ kind: 'listed', name: 'First here' })
  await db().paper.update({ where: { id }, data: { submittedAt: new Date('2026-11-20T01:00:00Z') } })
  expect((await explain(id, now))?.parts[0]).toMatchObject({ kind: 'listed', name: 'Submitted' })
  await db().paper.update({ where: { id }, data: { announcedAt: new Date('2026-11-20T01:00:00Z') } })
  expect((await explain(id, now))?.parts[0]).toMatchObject({ kind: 'listed', name: 'Announced' })
})

test('after a half-life a paper is half as hot, and its score is the same', async () => {
  const paper = await aPaper({ listedAt: new Date('2026-11-16T01:00:00Z') })
  await upvote(paper.id, await aReader(), new Date('2026-11-17T01:00:00Z'), 0)
  const [then, later] = [
    await explain(paper.id, new Date('2026-11-18T01:00:00Z')),
    await explain(paper.id, new Date('2026-11-20T01:00:00Z')),
  ]
  expect(later?.score).toBe(then?.score)
  expect(later?.heat).toBeCloseTo((then?.heat ?? 0) / 2, 9)
})

test('a paper that is not here has no explanation', async () => {
  expect(await explain('2611.99999', now)).toBeNull()
})
