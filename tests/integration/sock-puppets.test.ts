import { expect, test } from 'vitest'
import { judgeNetworks } from '@/lib/papers/judge-networks'
import { networkKey } from '@/lib/papers/network-key'
import { matureVotes, upvote } from '@/lib/papers/votes'
import { listIds } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-20T08:00:00Z')
const PAPERS = 30
const DAY_MS = 24 * 3_600_000

/** A front page as a small instance has it: the first paper has 29 votes, the last none. */
async function aFrontPage(): Promise<string[]> {
  const ids: string[] = []
  for (let votes = PAPERS - 1; votes >= 0; votes--) ids.push((await aPaper({ votes })).id)
  return ids
}

const placeOf = async (id: string) => (await listIds({ kind: 'trending' })).indexOf(id)

const vote = async (paperId: string, network: string, createdAt: Date, at: Date) =>
  upvote(paperId, await aReader({ createdAt }), at, 24, networkKey(network, at))

test('a hundred sock puppets from five networks move a paper by fewer than three places, young or grown', async () => {
  const papers = await aFrontPage()
  const target = papers[20] ?? ''
  const before = await placeOf(target)
  for (let i = 0; i < 50; i++) await vote(target, `203.0.${i % 5}.0/24`, new Date(now.getTime() - DAY_MS * 2), now)
  for (let i = 0; i < 50; i++) await vote(target, `203.0.${i % 5}.0/24`, now, now)
  await judgeNetworks(now)
  expect(before - (await placeOf(target))).toBeLessThan(3)
  const tomorrow = new Date(now.getTime() + DAY_MS)
  await judgeNetworks(tomorrow)
  await matureVotes(tomorrow, 24)
  expect(before - (await placeOf(target))).toBeLessThan(3)

  // Twenty readers of twenty places count in full, on the same page and day.
  const loved = papers[25] ?? ''
  for (let i = 0; i < 20; i++) await vote(loved, `198.51.${i}.0/24`, new Date(now.getTime() - DAY_MS * 9), now)
  await judgeNetworks(now)
  expect(await placeOf(loved)).toBeLessThan(before - 10)
  expect((await listIds({ kind: 'trending' })).slice(0, 3)).toEqual(papers.slice(0, 3))
})
