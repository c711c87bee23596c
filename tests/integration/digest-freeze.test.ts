import { beforeEach, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { listDue } from '@/lib/digest/due'
import { freezeAllDue } from '@/lib/digest/freeze'
import { freezeIssue } from '@/lib/digest/freeze-issue'
import { planDigest } from '@/lib/digest/plan-digest'
import { IssuePlanner } from '@/lib/digest/plan-issue'
import { runDigest } from '@/lib/digest/run-digest'
import { pause } from '@/lib/subscriptions/changes'
import { startOfDay } from '@/lib/subscriptions/slots'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { setSettings } from '../support/settings'
import { aSubscription, ledgerStates, SLOT } from '../support/subscriptions'

useTestDatabase()

const HOUR_MS = 3_600_000
const hoursLater = (hours: number) => new Date(SLOT.getTime() + hours * HOUR_MS)

beforeEach(async () => {
  setSettings({}, fixedClock(SLOT))
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers cascade`
})

test('every subscription whose slot it was is accounted on the issue, with a reason where no mail was made', async () => {
  await aPaper({ votes: 2 })
  const had = await aSubscription({ email: 'ada@example.org' })
  await freezeAllDue(SLOT)
  await aSubscription({ email: 'bob@example.org', nextDueAt: hoursLater(24) })
  await aSubscription({ email: 'left@example.org', state: 'unsubscribed' })
  await freezeAllDue(hoursLater(24))

  const issue = await db().issue.findFirstOrThrow({ where: { slotAt: hoursLater(24) }, include: { deliveries: true } })
  expect(issue.recipients).toBe(2)
  expect(
    issue.deliveries.map(({ state, reason, subscriptionId }) => [state, reason, subscriptionId === had.id]),
  ).toEqual(
    expect.arrayContaining([
      ['queued', null, false],
      ['skipped', 'nothing new', true],
    ]),
  )
})

test('who joins after an issue was composed is in it, and what others were sent stays word for word', async () => {
  const { id } = await aPaper({ votes: 2, title: 'As it was' })
  await aSubscription()
  await freezeAllDue(SLOT)
  await db().paper.update({ where: { id }, data: { title: 'Changed' } })
  const { id: other } = await aPaper({ votes: 1 })
  await aSubscription()
  expect(await freezeAllDue(hoursLater(0.1))).toMatchObject({ mails: 1 })
  expect(await db().issue.findMany()).toMatchObject([
    { recipients: 2, content: { papers: [{ id, title: 'As it was' }, { id: other }] } },
  ])
})

test('the generator run twice makes each mail once', async () => {
  await aPaper({ votes: 2 })
  await aSubscription()
  const runs = [await freezeAllDue(SLOT), await freezeAllDue(SLOT), await freezeAllDue(hoursLater(1))]
  expect(runs.map(({ mails }) => mails)).toEqual([1, 0, 0])
})

test('a restart while an issue is built leaves none of it, and the next look makes all of it', async () => {
  await aPaper({ votes: 2 })
  for (let i = 0; i < 30; i++) await aSubscription()
  await db().$executeRaw`
    create function broken() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$`
  await db().$executeRaw`create trigger broken before update on issues for each row execute function broken()`
  await expect(freezeAllDue(SLOT)).rejects.toThrow('could not be composed')
  expect([await db().issue.count(), await db().delivery.count(), await db().sentPaper.count()]).toEqual([0, 0, 0])
  await db().$executeRaw`drop function broken() cascade`
  expect(await freezeAllDue(SLOT)).toMatchObject({ mails: 30 })
  expect(await ledgerStates()).toEqual({ queued: 30 })
})

test('an issue whose row cannot be read holds up no other', async () => {
  await aPaper({ votes: 2 })
  await aSubscription({ rhythm: 'whenever' })
  await aSubscription({ view: '/nowhere' })
  await aSubscription()
  await expect(freezeAllDue(SLOT)).rejects.toThrow('could not be composed')
  expect(await ledgerStates()).toEqual({ queued: 1 })
})

test.each([
  ['daily', 11.9, 'queued'],
  ['daily', 12, 'skipped'],
  ['tue', 47.9, 'queued'],
  ['tue', 48, 'skipped'],
  ['tue,wed', 12, 'skipped'],
])('after an outage the newest slot of %s, %d hours late, is %s', async (rhythm, late, state) => {
  await aPaper({ votes: 2 })
  await aSubscription({ rhythm, nextDueAt: new Date('2026-11-17T08:00:00Z') })
  await freezeAllDue(hoursLater(late))
  expect(await ledgerStates()).toEqual({ [state]: 1 })
  expect(await db().issue.findMany()).toMatchObject([{ slotAt: SLOT }])
})

test('what was paused until a day comes back on it by itself, and nothing that was missed', async () => {
  await aPaper({ votes: 2 })
  const { id } = await aSubscription()
  await pause(id, startOfDay('2026-11-27', 'UTC'))
  expect(await freezeAllDue(hoursLater(60))).toMatchObject({ mails: 0 })
  expect(await planDigest(hoursLater(72))).toMatchObject({ sent: 1 })
  expect(await freezeAllDue(hoursLater(72.1))).toMatchObject({ mails: 1 })
  expect(await db().issue.findMany()).toMatchObject([{ slotAt: hoursLater(72) }])
})

test('what a dry run tells is what is done, also where one reader has several digests', async () => {
  for (let votes = 1; votes <= 8; votes++) await aPaper({ votes })
  const email = 'ada@example.org'
  await aSubscription({ email, papers: 5 })
  await aSubscription({ email, view: '/?min_votes=2' })
  await aSubscription({ email, view: '/?min_votes=4' })
  const plan = await planDigest(SLOT)
  expect(await db().issue.count()).toBe(0)
  expect(await runDigest({ transport: aMemoryTransport(), clock: fixedClock(SLOT) })).toEqual(plan)
  expect(plan).toMatchObject({ issues: 2, sent: 2, skipped: 1 })
})

test('a mail is as long, of that shape and under that name as its reader chose', async () => {
  for (let votes = 1; votes <= 30; votes++) await aPaper({ votes })
  await aSubscription({ email: 'a@example.org', papers: 5, shape: 'titles', name: 'Mine' })
  await aSubscription({ email: 'b@example.org', papers: 25 })
  const transport = aMemoryTransport()
  await runDigest({ transport, clock: fixedClock(SLOT) })
  const mails = transport.sent.sort((a, b) => a.recipient.localeCompare(b.recipient))
  const papersIn = (text: string) => new Set(text.match(/papers\/\d{4}\.\d{5}/g)).size
  expect(mails.map(({ text }) => papersIn(text))).toEqual([5, 25])
  expect(mails[0]?.text).toContain('Mine')
  const contents = (await db().delivery.findMany({ orderBy: { subscription: { papers: 'asc' } } })).map(
    ({ content }) => content,
  )
  expect(contents).toMatchObject([
    { shape: 'titles', name: 'Mine' },
    { shape: 'full', name: null },
  ])
})

test('while an issue is composed its readers vote', async () => {
  const { id: paperId } = await aPaper({ votes: 2 })
  const { readerId } = await aSubscription()
  const [issue] = (await listDue(SLOT)).issues
  if (!issue) throw new Error('nothing is due')
  const plan = await new IssuePlanner(SLOT).plan(issue)
  if (plan.status === 'waiting') throw new Error('it waits')
  await db().$transaction(async (composing) => {
    expect(await freezeIssue(composing, issue, plan, SLOT)).toMatchObject({ mails: 1 })
    await db().$transaction(async (voting) => {
      await voting.$executeRaw`set local lock_timeout = '1s'`
      await voting.vote.create({ data: { paperId, readerId, createdAt: SLOT, countedAt: SLOT, tick: 0 } })
    })
    expect(await db().vote.count({ where: { readerId } })).toBe(1)
  })
  expect(await ledgerStates()).toEqual({ queued: 1 })
})

test('two schedulers at once, on readers with several digests: each mail once, no paper twice, whatever came first', async () => {
  for (let round = 0; round < 8; round++) {
    await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers cascade`
    for (let votes = 1; votes <= 30; votes++) await aPaper({ votes })
    const views = ['/', '/?min_votes=2', '/?min_votes=3', '/?min_votes=4']
    for (let reader = 0; reader < 6; reader++)
      for (const view of views) await aSubscription({ email: `reader${reader}@example.org`, view, papers: 5 })

    const looks = await Promise.all([freezeAllDue(SLOT), freezeAllDue(SLOT)])
    expect(looks.reduce((sum, { mails }) => sum + mails, 0)).toBe(6 * views.length)
    expect(await db().issue.findMany({ select: { recipients: true } })).toEqual(views.map(() => ({ recipients: 6 })))
    // A paper twice would break the key of the ledger; one that is missing left a mail with room in it.
    const papers = await db().sentPaper.groupBy({ by: ['readerId'], _count: true })
    expect(papers.map(({ _count }) => _count)).toEqual(Array.from({ length: 6 }, () => 20))
  }
}, 60_000)
