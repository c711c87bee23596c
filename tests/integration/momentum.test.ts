import { expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { listMomentum, MOMENTUM_DAYS } from '@/lib/papers/momentum'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const NOW = new Date('2026-11-20T15:00:00Z')

async function voteAt(paperId: string, ...times: string[]): Promise<void> {
  for (const at of times) {
    const { id: readerId } = await aReader()
    await db().vote.create({ data: { paperId, readerId, createdAt: new Date(at), held: 'age', tick: 0 } })
  }
}

test('counts the votes of each day, today last, and leaves out papers without any', async () => {
  const [voted, quiet, old] = [await aPaper(), await aPaper(), await aPaper()]
  await voteAt(voted.id, '2026-11-20T00:00:00Z', '2026-11-20T14:59:59Z', '2026-11-19T23:59:59.999Z')
  await voteAt(voted.id, '2026-11-07T00:00:00Z', '2026-11-06T23:59:59.999Z')
  await voteAt(old.id, '2026-10-01T00:00:00Z')

  const momentum = await listMomentum([voted.id, quiet.id, old.id], NOW)
  expect([...momentum.keys()]).toEqual([voted.id])
  expect(momentum.get(voted.id)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
  expect(momentum.get(voted.id)).toHaveLength(MOMENTUM_DAYS)
})

test('a vote from after the clock’s now is not drawn', async () => {
  const paper = await aPaper()
  await voteAt(paper.id, '2026-11-20T15:00:01Z', '2026-11-21T10:00:00Z')
  expect(await listMomentum([paper.id], NOW)).toEqual(new Map())
})

test('no papers ask nothing', async () => {
  expect(await listMomentum([], NOW)).toEqual(new Map())
})
