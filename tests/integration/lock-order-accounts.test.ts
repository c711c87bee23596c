import { beforeAll, beforeEach, expect, test } from 'vitest'
import { appealClaim, decideClaim } from '@/lib/community/claims/decide'
import { forgetReader } from '@/lib/community/forget-reader'
import { moderate } from '@/lib/community/moderation/moderate'
import { pick } from '@/lib/community/picks'
import { takeRole } from '@/lib/community/roles'
import { db } from '@/lib/database/client'
import { upvote } from '@/lib/papers/votes'
import { mark, unmark } from '@/lib/reading/marks'
import { moveVisit } from '@/lib/reading/visits'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { meetAt } from '../support/meet-at'
import { aClock, setSettings } from '../support/settings'
import { aSubscription } from '../support/subscriptions'
import { mailedTo, Visitor } from '../support/visitor'

useTestDatabase()

const now = new Date('2026-11-24T08:00:00Z')

beforeAll(() => setSettings({ VOTE_MATURITY_HOURS: '0' }, aClock(now.toISOString())))
beforeEach(() => db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits cascade`)

const view = '/papers/new'

async function aReaderWith() {
  const [reader, moderator] = [await aReader(), await aReader()]
  const { id: paperId } = await aPaper()
  await upvote(paperId, reader, now, 0)
  await mark('saved', paperId, reader.id, now)
  await moveVisit(reader.id, view, now, now)
  const claimed = { author: 'Ada', state: 'asked', proof: 'moderator', claimedAt: now } as const
  const { id: claim } = await db().claim.create({ data: { ...claimed, readerId: reader.id, paperId } })
  const refusal = { ...claimed, paperId: (await aPaper()).id, state: 'refused' } as const
  const { id: refused } = await db().claim.create({ data: { ...refusal, readerId: reader.id } })
  await db().readerRole.create({ data: { readerId: reader.id, role: 'curator', namedAt: now, reason: 'a test' } })
  return { reader, moderator, paperId, claim, refused }
}
type Given = Awaited<ReturnType<typeof aReaderWith>>

test.each<[string, string, (of: Given) => Promise<unknown>, (of: Given) => string]>([
  [
    'a moderator decides about their claim',
    'claims where id::text',
    ({ claim, moderator }) => decideClaim({ id: claim, decision: 'grant', reason: 'So it is' }, moderator, now),
    ({ claim }) => claim,
  ],
  [
    'they appeal',
    'claims where id::text',
    ({ refused, reader }) => appealClaim(refused, 'It is mine', reader.id, now),
    ({ refused }) => refused,
  ],
  [
    'their pick is made',
    'paper_standings where paper_id',
    ({ reader, paperId }) => pick({ paperId, day: '2026-11-24', why: 'Read it' }, reader.id, now),
    ({ paperId }) => paperId,
  ],
  [
    'their visit is noted',
    'visits where reader_id',
    ({ reader }) => moveVisit(reader.id, view, now, now),
    ({ reader }) => reader.id,
  ],
  [
    'their mark is taken back',
    'marks where reader_id',
    ({ reader, paperId }) => unmark('saved', paperId, reader.id),
    ({ reader }) => reader.id,
  ],
  [
    'a role of theirs is taken back',
    'reader_roles where reader_id',
    ({ reader }) => db().$transaction((tx) => takeRole(tx, reader.id, 'curator')),
    ({ reader }) => reader.id,
  ],
])('an account is deleted while %s: nobody is stuck, and nothing of theirs is left', async (_, row, act, heldIn) => {
  const given = await aReaderWith()
  await meetAt(row, heldIn(given), [() => act(given), () => forgetReader(given.reader.email)])
  expect([await db().reader.count(), await db().visit.count(), await db().claim.count()]).toEqual([1, 0, 0])
  expect(await db().paperStanding.aggregate({ _sum: { votes: true, countedVotes: true } })).toEqual({
    _sum: { votes: 0, countedVotes: 0 },
  })
})

test('an account is deleted while a moderator hides a list of theirs, whose digest they have', async () => {
  const { reader, moderator } = await aReaderWith()
  const list = await db().list.create({
    data: { readerId: reader.id, name: 'L', visibility: 'shared', createdAt: now },
  })
  const { id } = await aSubscription({ email: reader.email, view: `/lists/${list.key}` })
  await meetAt('subscriptions where id::text', id, [
    () => forgetReader(reader.email),
    () => moderate({ act: 'hide-list', list: list.id, reason: 'Spam' }, moderator.id, now),
  ])
  expect([await db().list.count(), await db().subscription.count()]).toEqual([0, 0])
})

test('an account is deleted while somebody signs in to it', async () => {
  const { reader } = await aReaderWith()
  const visitor = new Visitor()
  await visitor.post('/sign-in', { email: reader.email })
  const { code } = await mailedTo(reader.email)
  await meetAt('readers where id', reader.id, [
    () => forgetReader(reader.email),
    () => visitor.post('/sign-in/code', { code }),
  ])
  expect([await db().reader.count(), await db().signInRequest.count()]).toEqual([1, 0])
})
