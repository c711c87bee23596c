import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { forgetIssues } from '@/lib/digest/forget-issues'
import { forgetSent } from '@/lib/digest/forget-sent'
import { freezeAllDue } from '@/lib/digest/freeze'
import { runDigest } from '@/lib/digest/run-digest'
import { forgetOldNotes } from '@/lib/ingest/forget-old-notes'
import { findPast, openHarvest } from '@/lib/ingest/harvests'
import { countRepairs, findSweep } from '@/lib/ingest/list-repairs'
import { purgeLedger } from '@/lib/outbox/purge'
import { forgetFormerReaders } from '@/lib/subscriptions/purge'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'

useTestDatabase()

const clock = aClock(SLOT.toISOString())
const daysLater = (days: number) => new Date(SLOT.getTime() + days * 86_400_000)

beforeEach(async () => {
  setSettings({}, clock)
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, ingest_runs, harvests, repairs,
    forgotten_repairs, batches, import_positions cascade`
})

test('digests leave the ledger after ninety days, and what a reader was sent is known all the same', async () => {
  await aPaper({ votes: 2 })
  await aSubscription()
  await runDigest({ transport: aMemoryTransport(), clock })
  expect(await purgeLedger(daysLater(90))).toEqual({ mails: 0 })
  expect(await purgeLedger(daysLater(91))).toEqual({ mails: 1 })
  expect([await db().delivery.count(), await db().sentPaper.count(), await db().issue.count()]).toEqual([0, 1, 1])
})

test('old issues of private lists and empty ones go with their mails, the public archive stays', async () => {
  await aPaper({ votes: 2, title: 'A perceptron', listedAt: SLOT })
  await aSubscription()
  await aSubscription({ view: '/search?q=perceptron', email: 'ada@example.org' })
  await aSubscription({ view: '/search?q=nothing' })
  await runDigest({ transport: aMemoryTransport(), clock })
  expect(await forgetIssues(daysLater(91))).toBe(0)
  await purgeLedger(daysLater(91))
  expect([await forgetIssues(daysLater(90)), await forgetIssues(daysLater(91))]).toEqual([0, 2])
  expect(await db().issue.findMany({ select: { view: true } })).toEqual([{ view: '/' }])
})

test('codes and confirmations go after thirty days, and a mail that is not settled never does', async () => {
  const times = { createdAt: SLOT, dueAt: SLOT, deadlineAt: SLOT, recipient: '', content: {} }
  await db().delivery.createMany({
    data: [
      { ...times, kind: 'sign-in', state: 'accepted', settledAt: SLOT },
      { ...times, kind: 'sign-in' },
      { ...times, kind: 'digest', state: 'finishing' },
    ],
  })
  expect(await purgeLedger(daysLater(29))).toEqual({ mails: 0 })
  expect(await purgeLedger(daysLater(400))).toEqual({ mails: 1 })
})

test('however many there are, they all go, in batches; and a job that is stopped leaves the rest', async () => {
  await db().$executeRaw`
    insert into deliveries (kind, recipient, content, state, created_at, due_at, deadline_at, settled_at)
    select 'digest', '', '{}', 'accepted', ${SLOT}, ${SLOT}, ${SLOT}, ${SLOT} from generate_series(1, 12000)`
  expect(await purgeLedger(daysLater(91), AbortSignal.abort())).toEqual({ mails: 0 })
  expect(await purgeLedger(daysLater(91))).toEqual({ mails: 12_000 })
})

test('reports of ingest runs go after ninety days', async () => {
  await db().ingestRun.createMany({ data: [{ startedAt: SLOT }, { startedAt: daysLater(2) }] })
  expect(await forgetOldNotes(daysLater(91))).toMatchObject({ runs: 1 })
  expect(await db().ingestRun.findMany({ select: { startedAt: true } })).toEqual([{ startedAt: daysLater(2) }])
})

test('repairs go after ninety days, and are counted all the same, however often it is tidied', async () => {
  const { id: paperId } = await aPaper()
  await db().repair.createMany({
    data: [SLOT, SLOT, daysLater(2)].map((foundAt) => ({ paperId, kind: 'missed', foundAt })),
  })
  await db().repair.create({ data: { paperId, kind: 'metadata', foundAt: SLOT } })
  const all = { missed: 3, metadata: 1, replacement: 0, withdrawal: 0, categories: 0 }
  expect(await countRepairs()).toEqual(all)
  const forgotten = await Promise.all([forgetOldNotes(daysLater(91)), forgetOldNotes(daysLater(91))])
  expect(forgotten.reduce((sum, { repairs }) => sum + repairs, 0)).toBe(3)
  expect([await db().repair.count(), await countRepairs()]).toEqual([1, all])
  await forgetOldNotes(daysLater(100))
  expect([await db().repair.count(), await countRepairs()]).toEqual([0, all])
})

test('of old harvests those stay that tell since when a set is whole, where to go on, and what is running', async () => {
  const harvest = (set: string, after: number) => ({
    ...{ set, from: daysLater(after - 1), startedAt: daysLater(after), state: 'finished' as const },
    ...{ responseDate: daysLater(after), newest: daysLater(after), finishedAt: daysLater(after) },
  })
  await db().harvest.createMany({ data: [0, 1, 2, 3].map((after) => harvest('cs:cs:LG', after)) })
  await db().harvest.create({ data: harvest('math', 0) })
  await db().harvest.create({ data: { set: 'math', from: SLOT, startedAt: SLOT, token: 'here' } })
  const known = async () => [
    await findPast('cs:cs:LG'),
    await findPast('math'),
    await findSweep(),
    (await openHarvest('math', daysLater(200)))?.token,
  ]
  const before = await known()

  expect(await forgetOldNotes(daysLater(90))).toMatchObject({ harvests: 0 })
  expect(await forgetOldNotes(daysLater(200))).toMatchObject({ harvests: 2 })
  expect(await forgetOldNotes(daysLater(200))).toMatchObject({ harvests: 0 })
  expect(await known()).toEqual(before)
  expect((await openHarvest('cs:cs:LG', daysLater(200)))?.from).toBe(daysLater(2).toISOString().slice(0, 10))
})

test('listings go after four hundred days, but for the first and the newest of each category', async () => {
  const listing = (category: string, after: number) => ({
    category,
    day: daysLater(after),
    state: 'complete' as const,
    reason: '',
  })
  await db().batch.createMany({
    data: [...[0, 1, 2, 3].map((after) => listing('cs.LG', after)), listing('cs.AI', 0), listing('cs.AI', 402)],
  })
  expect(await forgetOldNotes(daysLater(400))).toMatchObject({ listings: 0 })
  expect(await forgetOldNotes(daysLater(405))).toMatchObject({ listings: 2 })
  expect(await forgetOldNotes(daysLater(900))).toMatchObject({ listings: 0 })
  expect(await db().batch.count({ where: { category: 'cs.LG' } })).toBe(2)
})

test('an import that nobody went on with for half a year begins anew, and one of yesterday goes on', async () => {
  await db().importPosition.createMany({
    data: [SLOT, daysLater(180)].map((updatedAt, at) => ({ fingerprint: `file ${at}`, lines: 1000, updatedAt })),
  })
  expect(await forgetOldNotes(daysLater(181))).toMatchObject({ positions: 1 })
  expect(await db().importPosition.findMany({ select: { fingerprint: true } })).toEqual([{ fingerprint: 'file 1' }])
})

test('who left every list ninety days ago, and does nothing else here, is forgotten with all they were sent', async () => {
  const { id: paperId } = await aPaper({ votes: 2 })
  const { readerId, id } = await aSubscription({ email: 'left@example.org' })
  await runDigest({ transport: aMemoryTransport(), clock })
  await db().subscription.update({ where: { id }, data: { state: 'unsubscribed', unsubscribedAt: SLOT } })
  const votes = await leaver('votes@example.org')
  await db().vote.create({ data: { readerId: votes, paperId, createdAt: SLOT, countedAt: SLOT, tick: 0 } })
  const saves = await leaver('saves@example.org')
  await db().mark.create({ data: { readerId: saves, paperId, kind: 'saved', markedAt: SLOT } })
  const reads = await leaver('reads@example.org')
  await aSubscription({ email: 'reads@example.org', view: '/papers/new' })
  const lately = await leaver('lately@example.org', daysLater(10))
  const lists = await leaver('lists@example.org')
  await db().list.create({ data: { readerId: lists, name: 'Theirs', createdAt: SLOT } })
  const follows = await leaver('follows@example.org')
  await db().follow.create({ data: { readerId: follows, view: '/categories/cs.LG', followedAt: SLOT } })
  const never = (await aReader()).id

  expect(await forgetFormerReaders(daysLater(90))).toBe(0)
  expect(await forgetFormerReaders(daysLater(91))).toBe(1)
  const kept = (await db().reader.findMany({ select: { id: true } })).map((reader) => reader.id)
  expect(kept).toEqual(expect.arrayContaining([votes, saves, reads, lists, follows, lately, never]))
  expect(kept).not.toContain(readerId)
  expect([await db().sentPaper.count({ where: { readerId } }), await db().delivery.count()]).toEqual([0, 0])
})

/** A reader who unsubscribed from the one list they had. */
async function leaver(email: string, unsubscribedAt = SLOT): Promise<string> {
  const { id, readerId } = await aSubscription({ email, state: 'unsubscribed' })
  await db().subscription.update({ where: { id }, data: { unsubscribedAt } })
  return readerId
}

test('what readers were sent goes after four hundred days, and none of it comes to them again', async () => {
  const { id: old } = await aPaper({ votes: 3, listedAt: new Date('2026-11-19T01:00:00Z') })
  await aSubscription({ email: 'ada@example.org' })
  await runDigest({ transport: aMemoryTransport(), clock })
  const later = daysLater(410)
  const { id: fresh } = await aPaper({ votes: 2, listedAt: daysLater(409) })
  await db().subscription.updateMany({ data: { nextDueAt: later } })
  await aSubscription({ email: 'new@example.org', nextDueAt: later })

  expect(await forgetSent(daysLater(399))).toBe(0)
  expect([await forgetSent(later), await forgetSent(later)]).toEqual([1, 0])
  expect(await db().sentPaper.count()).toBe(0)
  const { deliveries } = await freezeAllDue(later)
  const rows = await db().delivery.findMany({ where: { id: { in: deliveries } }, orderBy: { recipient: 'asc' } })
  const papers = rows.map(({ recipient, content }) => [recipient, (content as { papers: string[] }).papers])
  expect(papers).toEqual([
    ['ada@example.org', [fresh]],
    ['new@example.org', [fresh, old]],
  ])
})
