import { beforeAll, beforeEach, expect, test } from 'vitest'
import { makeFeedKey } from '@/lib/accounts/feed-keys'
import { takeName } from '@/lib/accounts/public-name'
import { MOST_GROUPS } from '@/lib/community/groups/membership'
import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { upvote } from '@/lib/papers/votes'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const [ADA, BOB, EVE] = ['ada@example.org', 'bob@example.org', 'eve@example.org']
const clock = aClock(SLOT.toISOString())
const daysAgo = (days: number) => new Date(SLOT.getTime() - days * 24 * 3_600_000)
const people = new Map<string, Visitor>()
const of = (email: string) => people.get(email) ?? new Visitor()

const readerOf = (email: string) => db().reader.findUniqueOrThrow({ where: { email } })
const vote = async (email: string, paperId: string, at: Date) => upvote(paperId, await readerOf(email), at, 0)

beforeAll(async () => {
  setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
  for (const [email, name] of [
    [ADA, 'Ada-L'],
    [BOB, 'Bob'],
    [EVE, 'Eve'],
  ] as const) {
    people.set(email, await signInAs(email))
    await takeName((await readerOf(email)).id, name)
  }
})

beforeEach(async () => {
  clock.moveTo(daysAgo(20).toISOString())
  await db()
    .$executeRaw`truncate papers, groups, subscriptions, issues, deliveries, sent_papers, feed_keys, rate_limits cascade`
})

/** Ada's group, joined by Bob twenty days ago; she shows her name, he does not. */
async function aGroup(): Promise<{ invite: string }> {
  expect((await of(ADA).post('/groups', { name: 'Lab-7', agree: 'yes', names: 'yes' })).to).toBe('/groups/Lab-7')
  const { invite } = await db().group.findFirstOrThrow()
  expect((await of(BOB).post(`/join/${invite}`, { agree: 'yes' })).to).toBe('/groups/Lab-7')
  clock.moveTo(SLOT.toISOString())
  return { invite }
}

async function voted() {
  const [before, last, one, two] = await Promise.all(
    ['Before they joined', 'Last week', 'One vote', 'Two votes'].map((title) =>
      aPaper({ title, listedAt: daysAgo(30) }),
    ),
  )
  const ids = [before, last, one, two].map((paper) => paper?.id ?? '') as [string, string, string, string]
  await vote(ADA, ids[0], daysAgo(25))
  for (const email of [ADA, BOB]) await vote(email, ids[1], daysAgo(8))
  for (const email of [ADA, BOB]) await vote(email, ids[3], daysAgo(1))
  await vote(BOB, ids[2], daysAgo(0.5))
  await vote(EVE, (await aPaper({ title: 'Of an outsider' })).id, daysAgo(1))
  return ids
}

test('a name that a group cannot have comes back in its form, with what is wrong', async () => {
  await aGroup()
  await of(BOB).post('/groups', { name: 'Taken', agree: 'yes' })
  for (const [name, why, status] of [
    ['graph lab!', 'letters', 422],
    ['Taken', 'Another group has that name', 409],
  ] as const) {
    const again = await of(ADA).post('/groups/Lab-7', { act: 'rename', name })
    expect([name, again.status, again.html.includes(`value="${name}"`)]).toEqual([name, status, true])
    expect(again.html).toContain(why)
    expect(again.html).toContain('<a href="/groups/Lab-7">Back to the group</a>')
  }
})

test('at the old name of a group, whoever is signed in reads the names of theirs; others learn nothing', async () => {
  await aGroup()
  expect((await of(ADA).get('/groups/Lab-7')).html.replaceAll('<!-- -->', '')).toContain(
    '2 members: Ada-L and one who shows no name.',
  )
  await of(ADA).post('/groups/Lab-7', { act: 'rename', name: 'Graphs' })
  const { status, html } = await of(BOB).get('/groups/Lab-7')
  expect([status, html.includes('may have changed it') && html.includes('Your groups are: Graphs')]).toEqual([
    404,
    true,
  ])
  expect((await of(EVE).get('/groups/Graphs')).html).toContain('No group of yours goes by this name')
  expect((await new Visitor().get('/groups/Graphs')).html).toContain('it is for others')
})

const WISHES = 'rhythm=mon&hour=8&zone=UTC&papers=15&shape=full'

test('what members voted for since they joined stands by weeks, most of them first, with names of those who show them', async () => {
  await aGroup()
  await voted()
  const html = (await of(BOB).get('/groups/lab7')).html.replaceAll('<!-- -->', '')
  expect(html).toMatch(/>Two votes<.*2 of the group: Ada-L.*>One vote<.*1 of the group .*>Last week</s)
  expect([html.includes('Before they joined'), html.includes('Of an outsider'), html.includes('Bob')]).toEqual([
    ...[false, false, false],
  ])
  const week = (await of(BOB).get('/groups/Lab-7/2026-W47')).html
  expect([week.includes('Last week'), week.includes('Two votes')]).toEqual([true, false])
  expect((await of(BOB).get('/groups/Lab-7/2026-W60')).status).toBe(400)
})

test('nobody but members sees a group: no page, feed, sample, subscription or mail, and not after leaving', async () => {
  const { invite } = await aGroup()
  await voted()
  const eveKey = await makeFeedKey((await readerOf(EVE)).id, clock.now())
  const closed = ['/groups/Lab-7', '/groups/Lab-7.rss', '/groups/Lab-7.atom', '/groups/Lab-7/2026-W46']
  const outside = [...closed, `/groups/Lab-7.json?key=${eveKey}`, `/subscriptions/preview?view=/groups/Lab-7&${WISHES}`]
  const expectClosed = async (visitor: Visitor) => {
    for (const at of outside) {
      const { status, html } = await visitor.get(at)
      expect([at, status, html.includes('Two votes'), html.includes(invite)]).toEqual([at, 404, false, false])
    }
  }
  await expectClosed(new Visitor())
  await expectClosed(of(EVE))
  const form = (email: string) => SubscribeForm.parse({ email, view: '/groups/Lab-7', rhythm: 'mon' })
  const asker = (email: string) => ({ peer: '::1', network: '::1', signedIn: { email } })
  expect(await subscribe(form(EVE), asker(EVE), SLOT)).toEqual({ status: 'not-yours' })
  expect(await subscribe(form(BOB), asker(ADA), SLOT)).toEqual({ status: 'not-yours' })
  expect(await subscribe(form(BOB), asker(BOB), SLOT)).toMatchObject({ status: 'confirmed' })
  const bobsKey = await makeFeedKey((await readerOf(BOB)).id, clock.now())
  expect((await new Visitor().get(`/groups/Lab-7.json?key=${bobsKey}`)).html).toContain('2 of the group: Ada-L')

  await db().subscription.deleteMany()
  for (const email of [ADA, BOB, EVE]) await aSubscription({ email, view: '/groups/Lab-7' })
  await freezeAllDue(SLOT)
  const rows = await db().delivery.findMany({
    where: { kind: 'digest' },
    select: { recipient: true, reason: true, issue: { select: { heading: true, content: true } } },
    orderBy: { recipient: 'asc' },
  })
  expect(rows.map(({ recipient, reason }) => [recipient, reason])).toEqual([
    ['', 'not theirs'],
    [ADA, null],
    [BOB, null],
  ])
  expect(rows[1]?.issue?.heading).toBe('Lab-7')
  expect(rows[1]?.issue?.content).toMatchObject({
    papers: [{ title: 'Two votes', why: '2 of the group: Ada-L' }, { title: 'One vote' }, { title: 'Last week' }],
  })

  const bob = (await readerOf(BOB)).id
  expect((await of(EVE).post('/groups/Lab-7', { act: 'leave', member: bob })).status).toBe(404)
  await aSubscription({ email: BOB, view: '/groups/lab7', rhythm: 'monthly' })
  await of(BOB).post('/groups/Lab-7', { act: 'leave', member: bob })
  await expectClosed(of(BOB))
  expect((await of(ADA).get('/groups/Lab-7')).html).not.toContain('2 of the group')
  expect(await db().subscription.count({ where: { readerId: bob, state: 'active' } })).toBe(0)
})

test('joining takes a link and an agreement; keepers renew the link and take members out, and somebody keeps on', async () => {
  const { invite } = await aGroup()
  expect((await of(EVE).get(`/join/${invite}`)).html).toContain('Join Lab-7?')
  expect((await of(EVE).post(`/join/${invite}`)).status).toBe(422)
  expect((await of(BOB).post('/groups/Lab-7', { act: 'renew' })).status).toBe(404)
  for (const [at, status] of [
    ['/groups/%00', 404],
    ['/groups/%E0%A4%A', 400],
  ] as const)
    expect([at, (await of(BOB).post(at, { act: 'renew' })).status]).toEqual([at, status])
  await of(ADA).post('/groups/Lab-7', { act: 'renew' })
  for (const link of [invite, 'x', '/groups'])
    expect((await of(EVE).post(`/join/${encodeURIComponent(link)}`, { agree: 'yes' })).status).toBe(404)
  expect((await of(BOB).get('/groups/Lab-7')).html).not.toContain('/join/')
  const again = await db().group.findFirstOrThrow()
  await Promise.all(Array.from({ length: 5 }, () => of(EVE).post(`/join/${again.invite}`, { agree: 'yes' })))
  expect(await db().groupMember.count()).toBe(3)
  const [ada, eve] = [(await readerOf(ADA)).id, (await readerOf(EVE)).id]
  await of(ADA).post('/groups/Lab-7', { act: 'leave', member: eve })
  await of(ADA).post('/groups/Lab-7', { act: 'leave', member: ada })
  expect(await db().groupMember.findMany({ select: { readerId: true, keeps: true } })).toEqual([
    { readerId: (await readerOf(BOB)).id, keeps: true },
  ])
  await of(BOB).post('/groups/Lab-7', { act: 'leave', member: (await readerOf(BOB)).id })
  expect(await db().group.count()).toBe(0)
})

test('names look like no other group’s, limits hold, and only a site for few has groups for everybody on it', async () => {
  await aGroup()
  for (const name of ['lab7', 'LAB-7', 'a b', '<b>', ''])
    expect([name, (await of(BOB).post('/groups', { name, agree: 'yes' })).status]).toEqual([name, 422])
  expect((await of(BOB).post('/groups', { name: 'Free', agree: 'yes', open: 'yes' })).status).toBe(303)
  expect(await db().group.findFirst({ where: { name: 'Free' }, select: { isOpen: true } })).toEqual({ isOpen: false })
  for (let n = 0; n < MOST_GROUPS - 2; n++)
    await of(BOB).post('/groups', { name: `Group-${'abcdefghkmnopqrtuxyz'[n]}`, agree: 'yes' })
  const last = await of(BOB).post('/groups', { name: 'One-more', agree: 'yes' })
  expect([last.status, last.html.includes('as many as one can be in')]).toEqual([422, true])
  try {
    setSettings({ VOTE_MATURITY_HOURS: '0', SITE_MODE: 'private', ADMIN_EMAILS: [ADA, EVE].join(',') }, clock)
    await of(ADA).post('/groups', { name: 'House', agree: 'yes', open: 'yes' })
    const { html } = await of(EVE).get('/groups')
    const [, join = ''] = /href="(\/join\/[^"]+)">House/.exec(html) ?? []
    expect((await of(EVE).post(join, { agree: 'yes' })).to).toBe('/groups/House')
  } finally {
    setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
  }
})
