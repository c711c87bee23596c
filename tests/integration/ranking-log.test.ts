import { gunzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { forgetReader } from '@/lib/community/forget-reader'
import { db } from '@/lib/database/client'
import { upvote } from '@/lib/papers/votes'
import { makeRankingLog, openRankingLog } from '@/lib/trending/ranking-log'
import { recomputePage } from '@/lib/trending/recompute'
import { listIds } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-24T04:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

beforeEach(async () => {
  await db().vote.deleteMany()
  await db().paper.deleteMany()
})

async function log(): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of (await openRankingLog())?.parts ?? []) parts.push(part)
  // As one file: gzip members one after the other.
  return gunzipSync(Buffer.concat(parts)).toString()
}

async function* linesOf(text: string) {
  yield* text.split('\n')
}

test('anybody can work the front page out from the public log, to the rounding of its hours', async () => {
  const papers: string[] = []
  for (let i = 0; i < 12; i++) papers.push((await aPaper({ listedAt: hoursAgo(24 * (i % 5) + 3) })).id)
  for (let i = 0; i < 12; i++) {
    // Whole hours apart, so that rounding cannot turn the order.
    for (let votes = 0; votes < (i * 7) % 5; votes++)
      await upvote(papers[i] ?? '', await aReader(), hoursAgo(2 + i * 5 + votes), 0)
  }
  await aPaper({ listedAt: new Date('2026-06-01T01:00:00Z') })
  // Shown, but in no list and no file: of the reader who brought it.
  const [brought = '', by] = [papers[0], await aReader()]
  await db().submission.create({ data: { paperId: brought, readerId: by.id, submittedAt: hoursAgo(9) } })
  await upvote(brought, by, hoursAgo(9), 0)
  await makeRankingLog(now)
  const text = await log()
  expect(text).not.toContain(`${brought},vote`)
  expect(await db().paperStanding.findUnique({ where: { paperId: brought } })).toMatchObject({
    votes: 1,
    countedVotes: 0,
  })
  const places = await recomputePage(linesOf(text), 12)
  expect(places.map(({ id }) => id)).toEqual((await listIds({ kind: 'trending' })).slice(0, 12))
  for (const { id, score } of places) {
    const standing = await db().paperStanding.findUniqueOrThrow({ where: { paperId: id } })
    // An hour is at most a twenty-fourth of an announcement day, and that half of it in the score.
    expect(Math.abs(score - standing.score)).toBeLessThan(1 / 24 / 2 + 1e-9)
  }
})

test('the log knows no reader, and what somebody who is forgotten did is gone from the next', async () => {
  const paper = await aPaper({ listedAt: hoursAgo(20) })
  const ada = await aReader({ email: 'ada@example.org' })
  await upvote(paper.id, ada, hoursAgo(10), 0)
  await makeRankingLog(hoursAgo(1))
  expect(await log()).toContain(`${paper.id},vote,1,2026-11-23T18:00:00Z`)
  expect(await log()).not.toContain(ada.id)
  await forgetReader('ada@example.org')
  await makeRankingLog(now)
  expect(await log()).not.toContain('vote')
  expect(await db().rankingLogPart.count({ where: { madeAt: { lt: now } } })).toBe(0)
})

test('what is no log is refused with a sentence', async () => {
  await expect(recomputePage(linesOf('2611.00001,vote,much,then'), 5)).rejects.toThrow('no line of a ranking log')
})
