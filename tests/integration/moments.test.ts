import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { forgetReader } from '@/lib/community/forget-reader'
import { moderate } from '@/lib/community/moderation/moderate'
import { db } from '@/lib/database/client'
import { judgeNetworks } from '@/lib/papers/judge-networks'
import { judgeOwnVotes } from '@/lib/papers/own-votes'
import { forgetEndedVotes, matureVotes, unvote, upvote } from '@/lib/papers/votes'
import { announcementTick } from '@/lib/trending/announcement-clock'
import { COUNTING } from '@/lib/trending/constants'
import { lockStandings, rescore } from '@/lib/trending/rescore'
import { listView } from '@/lib/views/list-view'
import type { View } from '@/lib/views/view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const begin = new Date('2026-11-18T02:00:00Z')
const hours = (count: number) => new Date(begin.getTime() + count * 3_600_000)
const LISTS: View[] = [
  { kind: 'trending' },
  { kind: 'trending', categories: ['math'] },
  { kind: 'day', day: '2026-11-18' },
  { kind: 'week', week: '2026-W47', categories: ['cs.LG', 'math.NT'] },
  { kind: 'month', month: '2026-11' },
  { kind: 'newest' },
  { kind: 'category', category: 'cs.LG' },
]
const DAYS = ['2026-11-18', '2026-11-19', '2026-11-20']
const MATURITY_HOURS = 24

async function emptied(): Promise<void> {
  await db().paper.deleteMany()
  await db().reader.deleteMany()
}
beforeEach(emptied)

/** What pages of a list show: its papers with their votes. */
async function seen(view: View, moment: Date | null = null): Promise<string[]> {
  const { papers } = await listView(view, { moment })
  return papers.map(({ id, votes }) => `${id} ${votes}`)
}

const seenOnAll = (moment: Date | null = null) => Promise.all(LISTS.map((view) => seen(view, moment)))

/** A look of a signal, as `observe` stores one. */
const signal = (paperId: string, at: Date, weight: number) =>
  db().$transaction(async (tx) => {
    await lockStandings(tx, [paperId])
    const credit = { value: 1, credited: 1, share: 1, tick: announcementTick(at), weight }
    await tx.observation.create({ data: { paperId, kind: 'hf_upvotes', at, ...credit } })
    await rescore(tx, [paperId])
  })

/** What a claim of one of the first three makes of their votes, as `decideClaim` does it. */
async function beAuthor({ papers, grown }: World, { paper, reader }: Act, state: string, now: Date): Promise<void> {
  const [paperId, readerId] = [at(papers, paper), at(grown, reader % 3).id]
  await db().$transaction(async (tx) => {
    const claim = { author: 'Ada', proof: 'moderator', claimedAt: now, state }
    const where = { readerId_paperId: { readerId, paperId } }
    await tx.claim.upsert({ where, create: { readerId, paperId, ...claim }, update: claim })
    await judgeOwnVotes(tx, readerId, [paperId], now)
  })
}

/** Does it with one of the comments on a paper, if there is one. */
async function onComment(paperId: string, place: number, act: (id: string) => Promise<unknown>): Promise<void> {
  const comments = await db().comment.findMany({ where: { paperId, deletedAt: null }, orderBy: { createdAt: 'asc' } })
  if (comments.length > 0) await act(at(comments, place).id)
}

type Reader = Awaited<ReturnType<typeof aReader>>
interface Act {
  kind: keyof typeof PLAY
  reader: number
  paper: number
  weight: number
}
interface World {
  papers: string[]
  grown: Reader[]
  young: Reader[]
}

async function addPaper({ papers }: World, at: Date): Promise<void> {
  const day = DAYS[Math.min(2, Math.floor((at.getTime() - begin.getTime()) / (24 * 3_600_000)))] ?? ''
  papers.push(
    (await aPaper({ listedAt: at, categories: [papers.length % 3 ? 'cs.LG' : 'math.NT'], announced: [{ day }] })).id,
  )
}

const at = <T>(list: readonly T[], place: number): T => list[place % list.length] as T

const PLAY = {
  vote: ({ papers, grown }: World, { paper, reader }: Act, now: Date) =>
    upvote(at(papers, paper), at(grown, reader), now, MATURITY_HOURS),
  youngVote: ({ papers, young }: World, { paper, reader }: Act, now: Date) =>
    upvote(at(papers, paper), at(young, reader), now, MATURITY_HOURS),
  burst: async ({ papers, grown }: World, { paper }: Act, now: Date) => {
    for (const newcomer of grown)
      await upvote(at(papers, paper), newcomer, now, MATURITY_HOURS, new Uint8Array(16).fill(7))
  },
  unvote: ({ papers, grown }: World, { paper, reader }: Act, now: Date) =>
    unvote(at(papers, paper), at(grown, reader).id, now),
  youngUnvote: ({ papers, young }: World, { paper, reader }: Act, now: Date) =>
    unvote(at(papers, paper), at(young, reader).id, now),
  claim: (world: World, act: Act, now: Date) => beAuthor(world, act, 'granted', now),
  loseClaim: (world: World, act: Act, now: Date) => beAuthor(world, act, 'refused', now),
  comment: ({ papers, grown }: World, { paper, reader }: Act, now: Date) =>
    db().comment.create({
      data: { paperId: at(papers, paper), readerId: at(grown, reader).id, source: 'x', html: 'x', createdAt: now },
    }),
  deleteComment: ({ papers }: World, { paper, reader }: Act, now: Date) =>
    onComment(at(papers, paper), reader, (id) => db().comment.update({ where: { id }, data: { deletedAt: now } })),
  hide: ({ papers, grown }: World, { paper, reader }: Act, now: Date) =>
    onComment(at(papers, paper), reader, (comment) =>
      moderate({ act: 'hide', comment, reason: 'x' }, at(grown, 0).id, now),
    ),
  show: ({ papers, grown }: World, { paper, reader }: Act, now: Date) =>
    onComment(at(papers, paper), reader, (comment) =>
      moderate({ act: 'show', comment, reason: 'x' }, at(grown, 0).id, now),
    ),
  signal: ({ papers }: World, { paper, weight }: Act, now: Date) => signal(at(papers, paper), now, weight),
  paper: (world: World, _: Act, now: Date) => addPaper(world, now),
  jobs: async (_: World, __: Act, now: Date) => {
    await judgeNetworks(now)
    await matureVotes(now, MATURITY_HOURS)
  },
}

async function aWorld(): Promise<World> {
  const readers = (createdAt: Date) => Promise.all(Array.from({ length: 8 }, () => aReader({ createdAt })))
  const world = { papers: [], grown: await readers(hours(-1000)), young: await readers(begin) }
  for (let i = 0; i < 4; i++) await addPaper(world, begin)
  return world
}

test('every list of the past is what was recorded then: votes, young and held ones, authors’, those taken back since, comments, signals, papers', async () => {
  const anAct = fc.record({
    kind: fc.constantFrom(...(['vote', 'vote', 'comment', 'hide', ...Object.keys(PLAY)] as (keyof typeof PLAY)[])),
    reader: fc.nat(7),
    paper: fc.nat(5),
    weight: fc.constantFrom(0.25, 1.5, 4),
  })
  const property = fc.asyncProperty(fc.array(anAct, { minLength: 10, maxLength: 20 }), async (acts) => {
    const world = await aWorld()
    const recorded: { now: Date; lists: string[][] }[] = []
    for (const [index, act] of acts.entries()) {
      const now = hours(2 * index + 1)
      await PLAY[act.kind](world, act, now)
      recorded.push({ now, lists: await seenOnAll() })
    }
    for (const { now, lists } of recorded) expect(await seenOnAll(now)).toEqual(lists)
    expect(await seenOnAll(hours(1000))).toEqual(await seenOnAll())
  })
  await fc.assert(property.beforeEach(emptied), { numRuns: 4 })
})

test('beyond the papers that stand anywhere, the past is found by what was near it, and page after page', async () => {
  const listedAt = new Date('2026-06-01T00:00:00Z')
  const [forgotten, revived, loved] = [
    await aPaper({ listedAt }),
    await aPaper({ listedAt }),
    await aPaper({ listedAt }),
  ]
  await db().paperStanding.update({ where: { paperId: loved.id }, data: { votes: 3000 } })
  await db().$executeRaw`
    insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html, authors, categories, primary_category, first_seen_at)
    select '2611.' || n, '', '', '', '', '', '', '{}', '{cs.LG}', 'cs.LG', ${begin}::timestamptz from generate_series(10000, 10700) n`
  await db().$executeRaw`
    insert into paper_standings (paper_id, listed_at, listed_tick, score)
    select id, ${begin}::timestamptz, ${announcementTick(begin)}::float8, ${announcementTick(begin) / 2 - 1}::float8 from papers where title = ''`
  await upvote(forgotten.id, await aReader(), new Date('2026-06-02T00:00:00Z'), 0)
  await upvote(revived.id, await aReader(), hours(1), 0)
  const live = await seen({ kind: 'trending' })
  expect(live[0]).toBe(`${revived.id} 1`)
  expect(await seen({ kind: 'trending' }, hours(2))).toEqual(live)
  expect((await seen({ kind: 'trending' }, new Date(begin.getTime() - 1000))).slice(0, 1)).toEqual([
    `${forgotten.id} 1`,
  ])
  const { next } = await listView({ kind: 'trending' }, { moment: hours(2) })
  expect(next).not.toBeNull()
})

test('what deleted accounts did is gone from the past as well, and what was taken back after some weeks', async () => {
  const [paper, ada, bob] = [
    await aPaper({ listedAt: begin }),
    await aReader({ email: 'ada@example.org' }),
    await aReader(),
  ]
  await upvote(paper.id, ada, hours(1), 0)
  await upvote(paper.id, bob, hours(1), 0)
  for (const { id } of [ada, bob]) await unvote(paper.id, id, hours(3))
  expect(await seen({ kind: 'trending' }, hours(2))).toEqual([`${paper.id} 2`])
  await forgetReader('ada@example.org')
  expect(await seen({ kind: 'trending' }, hours(2))).toEqual([`${paper.id} 1`])
  expect(await forgetEndedVotes(hours(24 * COUNTING.endedKeptDays))).toBe(0)
  expect(await forgetEndedVotes(hours(24 * COUNTING.endedKeptDays + 4))).toBe(1)
})
