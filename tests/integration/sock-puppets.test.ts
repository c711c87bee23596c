import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { judgeNetworks } from '@/lib/papers/judge-networks'
import { networkKey } from '@/lib/papers/network-key'
import { matureVotes, upvote } from '@/lib/papers/votes'
import { COUNTING } from '@/lib/trending/constants'
import { listIds } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-20T08:00:00Z')
const PAPERS = 30

beforeEach(() => db().paper.deleteMany())

/** A front page as a small instance has it, of votes that were given: the first paper has 29, the last none. */
async function aFrontPage(): Promise<string[]> {
  const readers = await Promise.all(Array.from({ length: PAPERS - 1 }, () => aReader()))
  const ids: string[] = []
  for (let votes = PAPERS - 1; votes >= 0; votes--) ids.push((await aPaper({ votes })).id)
  await db().$executeRaw`
    insert into votes (reader_id, paper_id, created_at, counted_at, tick)
    select (${readers.map(({ id }) => id)}::text[])[n], s.paper_id, s.listed_at, s.listed_at, s.listed_tick
    from paper_standings s cross join generate_series(1, s.votes) n`
  return ids
}

const standingOf = (paperId: string) => db().paperStanding.findUniqueOrThrow({ where: { paperId } })
const placeOf = async (id: string) => (await listIds({ kind: 'trending' })).indexOf(id)

const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

/** Each is how old a puppet's account is when it votes, and when that is, both in hours. */
const ATTACKS: Record<string, (puppet: number) => { age: number; at: number }> = {
  'at once, half of them made for it': (puppet) => ({ age: puppet % 2 ? 48 : 1, at: 0 }),
  'one by one through two days': (puppet) => ({ age: 30, at: puppet * 0.47 }),
  'fewer than a burst before midnight, the others after it': (puppet) => ({ age: 48, at: puppet < 25 ? 15.9 : 16.1 }),
}

test.each(Object.keys(ATTACKS))(
  'a hundred sock puppets from five networks move a paper by fewer than three places: %s',
  async (attack) => {
    const papers = await aFrontPage()
    const target = papers[20] ?? ''
    const before = await listIds({ kind: 'trending' })
    for (let puppet = 0; puppet < 100; puppet++) {
      const { age, at } = ATTACKS[attack]?.(puppet) ?? { age: 0, at: 0 }
      const network = networkKey(`203.0.${puppet % 5}.0/24`, target)
      await upvote(target, await aReader({ createdAt: hours(at - age) }), hours(at), 24, network)
    }
    await judgeNetworks(hours(47))
    await matureVotes(hours(47), 24)
    expect(before.indexOf(target) - (await placeOf(target))).toBeLessThan(3)
    // They are shown all the same.
    expect(await standingOf(target)).toMatchObject({ votes: 9 + 100 })
    // What they remember of their networks is gone in time; what was held stays so.
    await judgeNetworks(hours(200))
    await matureVotes(hours(200), 24)
    expect(before.indexOf(target) - (await placeOf(target))).toBeLessThan(3)
  },
)

test.each([
  ['newcomers of twenty places', (reader: number) => `198.51.${reader}.0/24`, 0],
  ['readers of one place, who voted for other papers before', () => '198.51.100.0/24', COUNTING.establishedVotes],
] as const)('an honest burst of twenty is untouched: %s', async (_, networkOf, earlierVotes) => {
  const papers = await aFrontPage()
  const [loved, before] = [papers[25] ?? '', await listIds({ kind: 'trending' })]
  const earlier = await Promise.all(Array.from({ length: earlierVotes }, () => aPaper({ listedAt: hours(-24 * 90) })))
  for (let reader = 0; reader < 20; reader++) {
    const voter = await aReader({ createdAt: hours(-24 * 9) })
    for (const { id } of earlier) await upvote(id, voter, hours(-24 * 30), 24)
    await upvote(loved, voter, now, 24, networkKey(networkOf(reader), loved))
  }
  await judgeNetworks(hours(24))
  expect(await standingOf(loved)).toMatchObject({ votes: 4 + 20, countedVotes: 4 + 20 })
  // As far up as twenty votes lead that nobody judged.
  const scores = await db().paperStanding.findMany({ where: { paperId: { in: papers } }, orderBy: { score: 'desc' } })
  expect(await placeOf(loved)).toBe(scores.findIndex(({ paperId }) => paperId === loved))
  expect(before.indexOf(loved) - (await placeOf(loved))).toBeGreaterThan(15)
})
