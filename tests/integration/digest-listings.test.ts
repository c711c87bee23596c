import { beforeEach, describe, expect, test } from 'vitest'
import { announcementInstant } from '@/lib/announcement-day'
import { fixedClock } from '@/lib/clock'
import { config } from '@/lib/config'
import { db } from '@/lib/database/client'
import { findIssue, listIssues } from '@/lib/digest/archive'
import { freezeAllDue } from '@/lib/digest/freeze'
import { planDigest } from '@/lib/digest/plan-digest'
import { previewDigest } from '@/lib/digest/preview'
import { change } from '@/lib/subscriptions/changes'
import { aBatch } from '../support/batches'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'

useTestDatabase()

/** Monday evening's announcement carries Tuesday, the day of `SLOT`. */
const [MONDAY, TUESDAY] = ['2026-11-23', '2026-11-24']
const LG = '/categories/cs.LG'
const hoursLater = (hours: number) => new Date(SLOT.getTime() + hours * 3_600_000)

beforeEach(async () => {
  setSettings({}, fixedClock(SLOT))
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, batches cascade`
})

const announced = (day: string, traits: Parameters<typeof aPaper>[0] = {}) =>
  aPaper({ listedAt: announcementInstant(day), announced: [{ day }], ...traits })

async function firstSeen(id: string, at: Date) {
  await db().paper.update({ where: { id }, data: { firstSeenAt: at } })
}

/** What each mail of the newest issue brings, as the readers' lists of papers. */
async function mailed(at = SLOT): Promise<string[][]> {
  const { deliveries } = await freezeAllDue(at)
  const rows = await db().delivery.findMany({
    where: { id: { in: deliveries }, state: 'queued' },
    orderBy: { recipient: 'asc' },
    select: { content: true },
  })
  return rows.map(({ content }) => (content as { papers: string[] }).papers)
}

const theIssue = () => db().issue.findFirstOrThrow({ orderBy: { slotAt: 'desc' } })

test('a digest of a category brings what was announced since the slot before, and nothing older', async () => {
  const { id } = await announced(TUESDAY)
  await announced(MONDAY)
  await announced(TUESDAY, { categories: ['math.NT'] })
  await aBatch({ day: TUESDAY })
  await aSubscription({ view: LG })
  expect(await mailed()).toEqual([[id]])
  expect(await theIssue()).toMatchObject({ covers: [new Date(TUESDAY)], missing: [], reason: null, recipients: 1 })
})

test('it waits until the listing is complete, and then goes out', async () => {
  const { id } = await announced(TUESDAY)
  await aSubscription({ view: LG })
  await aBatch({ day: TUESDAY, state: 'waiting' })
  expect(await freezeAllDue(hoursLater(1))).toMatchObject({ deliveries: [], waiting: 1 })
  expect(await planDigest(hoursLater(1))).toMatchObject({ sent: 0, deferred: 1 })
  await db().batch.updateMany({ data: { state: 'complete' } })
  expect(await mailed(hoursLater(2))).toEqual([[id]])
})

test('a listing of a category that it does not hold is not waited for, and the newest papers wait for all', async () => {
  await announced(TUESDAY)
  await aBatch({ day: TUESDAY })
  await aSubscription({ view: LG })
  await aSubscription({ view: '/papers/new' })
  expect(await freezeAllDue(SLOT)).toMatchObject({ mails: 1, waiting: 1 })
  for (const category of config().categories.filter((name) => name !== 'cs.LG'))
    await aBatch({ category, day: TUESDAY })
  expect(await freezeAllDue(SLOT)).toMatchObject({ mails: 1, waiting: 0 })
})

test('at the hard deadline it goes out with what is here, and says what is missing', async () => {
  await announced(TUESDAY)
  await aBatch({ day: TUESDAY, state: 'late' })
  await aSubscription({ view: LG })
  expect(await mailed(hoursLater(5.9))).toEqual([])
  expect(await mailed(hoursLater(6))).toHaveLength(1)
  const { missing, content } = await theIssue()
  expect(missing).toEqual(['cs.LG'])
  expect((content as { notes: string[] }).notes).toEqual([expect.stringMatching(/24 Nov 2026.*cs\.LG/)])
})

test('what came into the house after an issue was composed comes with the next one', async () => {
  const { id: fresh } = await announced('2026-11-25')
  const { id: late } = await announced(TUESDAY)
  const { id: inTime } = await announced(TUESDAY)
  await firstSeen(late, hoursLater(3))
  await aBatch({ day: TUESDAY })
  await aBatch({ day: '2026-11-25' })
  await aSubscription({ view: LG, papers: 5 })
  await db().paper.update({ where: { id: late }, data: { withdrawn: true } })
  expect(await mailed()).toEqual([[inTime]])
  await db().paper.update({ where: { id: late }, data: { withdrawn: false } })
  expect(await mailed(hoursLater(24))).toEqual([[fresh, late]])
})

test('a paper that was left out for want of room does not come as late the day after', async () => {
  for (let count = 0; count < 7; count++) await announced(TUESDAY)
  const { id } = await announced('2026-11-25')
  await aBatch({ day: TUESDAY })
  await aBatch({ day: '2026-11-25' })
  await aSubscription({ view: LG, papers: 5 })
  expect((await mailed())[0]).toHaveLength(5)
  expect(await mailed(hoursLater(24))).toEqual([[id]])
})

test.each([
  ['2026-11-21T08:00:00Z', 'a Saturday', 'Fridays and Saturdays'],
  ['2026-11-26T08:00:00Z', 'Thanksgiving', 'Thanksgiving'],
])('a slot of %s (%s) sends nothing, and the archive says why', async (at, _name, why) => {
  await announced('2026-11-20')
  await announced('2026-11-25')
  const { id } = await aSubscription({ view: LG, nextDueAt: new Date(at) })
  expect(await freezeAllDue(new Date(at))).toMatchObject({ issues: [], mails: 0, waiting: 0 })
  const [issue] = (await listIssues()).issues
  expect(issue).toMatchObject({ view: LG, reason: expect.stringContaining(why), paperIds: [], covers: [] })
  expect(await findIssue(issue?.id ?? '')).toMatchObject({ papers: [] })
  expect(await db().delivery.findFirstOrThrow({ where: { subscriptionId: id } })).toMatchObject({
    state: 'skipped',
    reason: 'quiet day',
    issueId: issue?.id,
  })
})

test('a day on which a category had no paper is quiet, in the words of what was seen', async () => {
  await aBatch({ day: TUESDAY, state: 'quiet', reason: 'The feed stays empty.' })
  await aSubscription({ view: LG })
  expect(await freezeAllDue(SLOT)).toMatchObject({ mails: 0 })
  expect(await theIssue()).toMatchObject({ reason: 'The feed stays empty.', recipients: 1 })
})

test('a weekly digest brings the week, a digest of chosen days what came between them', async () => {
  const days = ['2026-11-18', '2026-11-20', MONDAY, TUESDAY]
  const ids: string[] = []
  for (const day of days) ids.push((await announced(day)).id)
  await aBatch({ day: TUESDAY })
  await aSubscription({ view: LG, rhythm: 'tue', email: 'a@example.org' })
  await aSubscription({ view: LG, rhythm: 'tue,fri', email: 'b@example.org' })
  expect((await mailed()).map((papers) => papers.sort())).toEqual([ids, ids.slice(2)])
  expect(await db().issue.count()).toBe(2)
})

test('changed from weekly to daily while its issue waits, the first mail brings the week and the next one its day', async () => {
  const days = ['2026-11-18', '2026-11-20', MONDAY, TUESDAY]
  const ids: string[] = []
  for (const day of days) ids.push((await announced(day)).id)
  const { id } = await aSubscription({ view: LG, rhythm: 'tue' })
  expect(await mailed(hoursLater(1))).toEqual([])
  await change(id, { rhythm: 'daily' }, hoursLater(1))
  await aBatch({ day: TUESDAY })
  expect((await mailed(hoursLater(2))).map((papers) => papers.sort())).toEqual([ids])

  const wednesday = await announced('2026-11-25')
  await aBatch({ day: '2026-11-25' })
  expect(await mailed(hoursLater(24))).toEqual([[wednesday.id]])
  expect(await db().issue.findMany({ orderBy: { slotAt: 'asc' }, select: { rhythm: true } })).toEqual([
    { rhythm: 'tue' },
    { rhythm: 'daily' },
  ])
})

test('a list by votes waits for nobody and brings papers of the last weeks that have them by now', async () => {
  const { id } = await announced('2026-11-12', { votes: 3 })
  await announced('2026-11-12', { votes: 2 })
  await announced('2026-09-01', { votes: 9 })
  await aSubscription({ view: `${LG}?min_votes=3` })
  expect(await mailed()).toEqual([[id]])
})

test.each([
  ['/authors/Ada%20Lovelace', { authors: ['Ada Lovelace'] }],
  ['/authors/Ada%20Lovelace?in=cs.LG', { authors: ['Ada Lovelace'], categories: ['cs.LG'] }],
  ['/search?q=perceptron', { title: 'A perceptron' }],
])('the list at %s brings what is new in it', async (view, traits) => {
  const { id } = await announced('2026-11-20', traits)
  await announced('2026-11-20', { authors: ['Bob'], title: 'Else' })
  await aSubscription({ view })
  expect(await mailed()).toEqual([[id]])
})

describe('the preview', () => {
  const titleOf = async (id: string, now: Date) => {
    const preview = await previewDigest(id, now)
    return (
      preview && {
        papers: [...preview.mail.html.matchAll(/Paper \d+/g)].map(([title]) => title),
        isExample: preview.isExample,
      }
    )
  }

  test('shows what the next mail covers, and no older paper of the list', async () => {
    await announced(MONDAY, { title: 'Paper 901' })
    await announced(TUESDAY, { title: 'Paper 902' })
    const { id } = await aSubscription({ view: LG })
    const { papers, isExample } = (await titleOf(id, hoursLater(-1))) ?? { papers: [] }
    expect([new Set(papers), isExample]).toEqual([new Set(['Paper 902']), false])
  })

  test('shows as an example what the one before was made of, while nothing is announced', async () => {
    await announced(MONDAY, { title: 'Paper 903' })
    const { id } = await aSubscription({ view: LG })
    const { papers, isExample } = (await titleOf(id, hoursLater(-1))) ?? { papers: [] }
    expect([new Set(papers), isExample]).toEqual([new Set(['Paper 903']), true])
  })
})

test('a replacement that came too late for its own day comes with the next mail, marked as updated', async () => {
  const view = `${LG}?types=new,cross,replace`
  const { id } = await announced('2026-11-20')
  await announced(TUESDAY)
  await aBatch({ day: TUESDAY })
  await aBatch({ day: '2026-11-25' })
  await aSubscription({ view })
  const { readerId } = await db().subscription.findFirstOrThrow()
  await db().sentPaper.create({ data: { readerId, paperId: id, version: 1, sentAt: hoursLater(-96) } })
  await firstSeen(id, hoursLater(-100))
  await mailed()
  // A sweep tells of it after Tuesday's mail.
  await db().paper.update({ where: { id }, data: { version: 2 } })
  await db().paperVersion.create({ data: { paperId: id, version: 2, withdrawn: false, firstSeenAt: hoursLater(5) } })
  await db().announcement.create({ data: { paperId: id, category: 'cs.LG', day: new Date(TUESDAY), type: 'replace' } })
  expect(await mailed(hoursLater(24))).toEqual([[id]])
  expect(JSON.stringify((await theIssue()).content)).toContain('updated: version 2')
  expect(await mailed(hoursLater(48))).toEqual([])
})
