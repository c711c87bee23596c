import { beforeEach, expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { db, pool } from '@/lib/database/client'
import { judgeNetworks } from '@/lib/papers/judge-networks'
import { matureVotes, unvote, upvote } from '@/lib/papers/votes'
import { announcementTick } from '@/lib/trending/announcement-clock'
import { CLOCK_VERSION, COUNTING, RANKING } from '@/lib/trending/constants'
import { heat } from '@/lib/trending/heat'
import { recount, recountWhenDue } from '@/lib/trending/recount'
import { clockTable, tickSql } from '@/lib/trending/tick-sql'
import { listIds } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { storePapers } from '../support/made-papers'

useTestDatabase()

const now = new Date('2026-11-20T08:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
const clock = { now: () => now }

beforeEach(async () => {
  await db().vote.deleteMany()
  await db().paper.deleteMany()
  await db().reader.deleteMany()
  const recounted = { version: RANKING.version, clockVersion: CLOCK_VERSION, recountAfter: null, recountedAt: now }
  await db().rankingState.upsert({ where: { id: 1 }, create: recounted, update: recounted })
})

const scoreOf = async (paperId: string) => (await db().paperStanding.findUniqueOrThrow({ where: { paperId } })).score

/** What a score ought to be, from the votes that count. */
async function expectedScore(paperId: string): Promise<number> {
  const { listedAt } = await db().paperStanding.findUniqueOrThrow({ where: { paperId } })
  const votes = await db().vote.findMany({ where: { paperId, countedAt: { not: null } } })
  return heat(
    announcementTick(listedAt),
    votes.map(({ createdAt }) => ({ tick: announcementTick(createdAt), weight: RANKING.vote })),
  )
}

test('SQL reads the same clock as the program', async () => {
  const instants = [
    '1993-05-01',
    '2020-01-02T01:00:00Z',
    '2024-02-29',
    '2026-11-21T12:34:56Z',
    '2026-11-30T01:00:00Z',
  ].map((text) => new Date(text))
  const rows = await db().$queryRaw<{ at: Date; tick: number }[]>`
    select at, ${tickSql(Prisma.sql`at`)} as tick
    from unnest(${instants}::timestamptz[]) as given(at) cross join ${clockTable(instants.at(-1) ?? now)} clock`
  for (const { at, tick } of rows) expect(tick).toBeCloseTo(announcementTick(at), 9)
  expect(rows).toHaveLength(instants.length)
})

test('votes move the score as they come, and a vote taken back leaves nothing behind, however many act at once', async () => {
  const paper = await aPaper()
  const before = await scoreOf(paper.id)
  const readers = await Promise.all(Array.from({ length: 40 }, () => aReader()))
  await Promise.all(readers.map((reader, index) => upvote(paper.id, reader, hours(index), 0)))
  expect(await scoreOf(paper.id)).toBeCloseTo(await expectedScore(paper.id), 9)
  expect(await scoreOf(paper.id)).toBeGreaterThan(before)
  await Promise.all(
    readers.flatMap((reader, index) => [
      unvote(paper.id, reader.id, new Date()),
      ...(index % 2 ? [upvote(paper.id, reader, hours(50), 0)] : []),
    ]),
  )
  expect(await scoreOf(paper.id)).toBeCloseTo(await expectedScore(paper.id), 9)
  for (const reader of readers) await unvote(paper.id, reader.id, new Date())
  expect(await scoreOf(paper.id)).toBe(before)
})

test('a vote that was far heavier than all else leaves the rest as it was', async () => {
  const paper = await aPaper({ listedAt: new Date('2021-03-01T01:00:00Z') })
  const [ada, bob] = [await aReader(), await aReader()]
  await upvote(paper.id, ada, new Date('2021-03-01T09:00:00Z'), 0)
  const before = await scoreOf(paper.id)
  await upvote(paper.id, bob, now, 0)
  await unvote(paper.id, bob.id, new Date())
  expect(await scoreOf(paper.id)).toBe(before)
})

test('a young account moves the score when it is old enough, as of the time of its vote', async () => {
  const [paper, young] = [await aPaper(), await aReader({ createdAt: hours(-2) })]
  const before = await scoreOf(paper.id)
  await upvote(paper.id, young, now, 24)
  expect(await scoreOf(paper.id)).toBe(before)
  await matureVotes(hours(23), 24)
  expect(await scoreOf(paper.id)).toBeCloseTo(await expectedScore(paper.id), 9)
  expect(await scoreOf(paper.id)).toBeGreaterThan(before)
})

test('trending goes by the score: a vote of today outweighs one of last week', async () => {
  const listedAt = new Date('2026-11-10T01:00:00Z')
  const [older, newer, none] = [await aPaper({ listedAt }), await aPaper({ listedAt }), await aPaper({ listedAt })]
  const ada = await aReader()
  await upvote(older.id, ada, new Date('2026-11-11T09:00:00Z'), 0)
  await upvote(newer.id, ada, now, 0)
  expect(await listIds({ kind: 'trending' })).toEqual([newer.id, older.id, none.id])
})

test('the recount sets right and reports what differs from the votes, and nothing else', async () => {
  const [sound, broken] = [await aPaper(), await aPaper()]
  const ada = await aReader()
  for (const { id } of [sound, broken]) await upvote(id, ada, now, 0)
  await db().paperStanding.update({
    where: { paperId: broken.id },
    data: { votes: 7, countedVotes: 7, commenters: 7, score: 0 },
  })
  expect(await recount({ clock })).toEqual({ checked: 2, corrected: 1, finished: true })
  expect(await db().paperStanding.findUnique({ where: { paperId: broken.id } })).toMatchObject({
    votes: 1,
    countedVotes: 1,
    commenters: 0,
  })
  expect(await scoreOf(broken.id)).toBeCloseTo(await expectedScore(broken.id), 9)
  expect(await recount({ clock })).toMatchObject({ corrected: 0, finished: true })
})

test('a recount that was stopped goes on where it was, and the next is due the next night', async () => {
  const papers = [await aPaper(), await aPaper()]
  await db().paperStanding.updateMany({ data: { score: 0 } })
  await db().rankingState.updateMany({
    data: { recountAfter: papers[0]?.id, recountVersion: RANKING.version, recountClockVersion: CLOCK_VERSION },
  })
  expect(await recountWhenDue({ clock, signal: AbortSignal.abort() })).toMatchObject({ checked: 0, finished: false })
  expect(await recountWhenDue({ clock })).toEqual({ checked: 1, corrected: 1, finished: true })
  expect(await recountWhenDue({ clock: { now: () => hours(1) } })).toBeNull()
  expect(await recountWhenDue({ clock: { now: () => hours(24) } })).toMatchObject({ corrected: 1, finished: true })
})

test.each([
  [
    'of the clock, ticks and all',
    { clockVersion: CLOCK_VERSION - 1 },
    'update votes set tick = 1; update paper_standings set listed_tick = 2, score = 3',
  ],
  ['of the rule', { version: RANKING.version - 1 }, 'update paper_standings set votes = 8, score = 3'],
])('scores of another version are made anew: %s', async (_, versions, spoil) => {
  const paper = await aPaper()
  await upvote(paper.id, await aReader(), now, 0)
  await pool().query(spoil)
  await db().rankingState.updateMany({ data: versions })
  expect(await recountWhenDue({ clock })).toMatchObject({ corrected: 1, finished: true })
  expect(await scoreOf(paper.id)).toBeCloseTo(await expectedScore(paper.id), 9)
  const asNow = { version: RANKING.version, clockVersion: CLOCK_VERSION, recountAfter: null }
  expect(await db().rankingState.findFirst()).toMatchObject(asNow)
})

test('a recount begins with small steps, and takes them again on a machine that becomes slow, and skips nobody', async () => {
  const about = { title: 'A', abstract: 'B', authors: ['Ada'], categories: ['cs.LG'], submittedAt: now, votes: 0 }
  await storePapers(Array.from({ length: 300 }, (_, at) => ({ ...about, id: `2611.${10_000 + at}` })))
  await pool().query('update paper_standings set score = 3')
  await db().rankingState.updateMany({ data: { version: RANKING.version - 1 } })
  let [looks, ms] = [0, 0]
  const stopwatch = () => {
    // The first two steps are quick.
    ms += looks < 4 ? 250 : 4_000
    looks += 1
    return ms
  }
  expect(await recount({ clock, stopwatch })).toEqual({ checked: 300, corrected: 300, finished: true })
  const { rows } = await pool().query(
    'select count(*)::int as papers from paper_standings group by xmin order by min(paper_id)',
  )
  expect(rows.map(({ papers }) => papers)).toEqual([25, 50, 100, 25, 25, 25, 25, 25])
})

const aNetwork = (name: string) => new Uint8Array(Buffer.from(name.padEnd(16, '.')))

test('newcomers of one network rank up to a limit for one paper, and a burst of them not at all', async () => {
  const paper = await aPaper()
  const before = await scoreOf(paper.id)
  const vote = async () => upvote(paper.id, await aReader(), now, 0, aNetwork('one'))
  for (let i = 0; i < COUNTING.burstOfNetwork - 1; i++) await vote()
  await judgeNetworks(now)
  expect(await db().paperStanding.findUnique({ where: { paperId: paper.id } })).toMatchObject({
    votes: COUNTING.burstOfNetwork - 1,
    countedVotes: COUNTING.votesOfNetwork,
  })
  await vote()
  expect(await judgeNetworks(now)).toEqual({ held: COUNTING.votesOfNetwork, forgotten: 0 })
  expect(await scoreOf(paper.id)).toBe(before)
  expect(await judgeNetworks(hours(COUNTING.networkKeptHours + 1))).toEqual({
    held: 0,
    forgotten: COUNTING.burstOfNetwork,
  })
  expect(await db().vote.count({ where: { network: { not: null } } })).toBe(0)
})

test('readers who voted on earlier days are not limited by network, and leave no trace of theirs', async () => {
  const paper = await aPaper()
  const earlier = await Promise.all(Array.from({ length: COUNTING.establishedVotes }, () => aPaper()))
  for (let i = 0; i < 12; i++) {
    const reader = await aReader()
    for (const { id } of earlier) await upvote(id, reader, hours(-48), 0)
    await upvote(paper.id, reader, now, 0, aNetwork('campus'))
  }
  await judgeNetworks(now)
  expect(await db().paperStanding.findUnique({ where: { paperId: paper.id } })).toMatchObject({
    votes: 12,
    countedVotes: 12,
  })
  expect(await db().vote.count({ where: { network: { not: null } } })).toBe(0)
})
