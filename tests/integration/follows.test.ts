import { beforeAll, beforeEach, expect, test } from 'vitest'
import { makeFeedKey } from '@/lib/accounts/feed-keys'
import { takeName } from '@/lib/accounts/public-name'
import { MOST_FOLLOWS } from '@/lib/community/follows/follow'
import { pick } from '@/lib/community/picks'
import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { upvote } from '@/lib/papers/votes'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const clock = aClock(SLOT.toISOString())
const listedAt = new Date(SLOT.getTime() - 48 * 3_600_000)
let ada = new Visitor()
let eve: Awaited<ReturnType<typeof aReader>>

const keyOf = async (email: string) => (await db().reader.findUniqueOrThrow({ where: { email } })).followingKey
const follow = (what: string, visitor = ada) => visitor.post('/follows', { act: 'follow', what })
const paper = async (title: string, traits: { authors?: string[]; categories?: string[]; listedAt?: Date } = {}) =>
  (await aPaper({ title, authors: ['Nobody Known'], categories: ['q-bio.PE'], listedAt, ...traits })).id
const following = async () => (await ada.get((await ada.get('/following')).to ?? '')).html.replaceAll('<!-- -->', '')

beforeAll(async () => {
  setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
  ada = await signInAs(ADA)
})

beforeEach(async () => {
  await db()
    .$executeRaw`truncate papers, follows, lists, subscriptions, issues, deliveries, sent_papers, feed_keys, rate_limits cascade`
  await db().reader.deleteMany({ where: { email: { notIn: [ADA] } } })
  eve = await aReader({ email: 'eve@example.org' })
  await takeName(eve.id, 'Eve')
})

/** A list of Eve's with one paper on it. */
const aList = (visibility: 'private' | 'shared' | 'public', paperId: string) =>
  db().list.create({
    data: {
      ...{ readerId: eve.id, name: `Her ${visibility} list`, visibility, createdAt: SLOT },
      entries: { create: { paperId, addedAt: SLOT } },
    },
  })

test('one view unites what people, lists, authors and categories bring, tells by whom, and has feeds and a digest', async () => {
  await pick({ paperId: await paper('Picked'), day: '2026-11-20', why: 'It holds.' }, eve.id, clock.now())
  await db().submission.create({ data: { paperId: await paper('Submitted'), readerId: eve.id, submittedAt: SLOT } })
  await aList('public', await paper('Of her public list'))
  const shared = await aList('shared', await paper('Of a shared list'))
  const secret = await aList('private', await paper('Of a private list'))
  await upvote(await paper('Voted for in private'), eve, SLOT, 0)
  await paper('By Wei', { authors: ['Wei Zhang'], categories: ['math.NT'] })
  await paper('By Wei elsewhere', { authors: ['Wei Zhang'] })
  await paper('In number theory', { categories: ['math.NT'] })
  await paper('Long ago', { categories: ['math.NT'], listedAt: new Date('2026-01-01T00:00:00Z') })
  await paper('Of nobody')

  expect((await follow('/people/Eve', new Visitor())).to).toBe('/sign-in?back=%2Fpeople%2FEve')
  for (const what of ['/people/eve', `/lists/${shared.key}`, '/authors/Wei%20Zhang?in=math.NT', '/categories/math.NT'])
    expect([what, (await follow(what)).to]).toEqual([what, '/follows'])
  expect((await follow(`/lists/${secret.key}`)).status).toBe(404)
  const html = await following()
  const shown = [
    ...['Picked', 'Submitted', 'Of her public list', 'Of a shared list', 'Of a private list', 'Voted for in private'],
    ...['By Wei', 'By Wei elsewhere', 'In number theory', 'Long ago', 'Of nobody'],
  ].filter((title) => html.includes(`>${title}<`))
  expect(shown).toEqual(['Picked', 'Submitted', 'Of her public list', 'Of a shared list', 'By Wei', 'In number theory'])
  expect(html).toContain('From Wei Zhang, math.NT')
  expect(html).toContain('From Her shared list')

  await db().reader.update({ where: { id: eve.id }, data: { votesPublic: true } })
  expect(await following()).toContain('Voted for in private')

  const path = `/following/${await keyOf(ADA)}`
  const key = await makeFeedKey((await db().reader.findUniqueOrThrow({ where: { email: ADA } })).id, clock.now())
  for (const format of ['rss', 'atom', 'json'])
    expect((await new Visitor().get(`${path}.${format}?key=${key}`)).html).toContain('From Her shared list')
  await aSubscription({ email: ADA, view: path })
  const { issues } = await freezeAllDue(SLOT)
  const issue = await db().issue.findUniqueOrThrow({ where: { id: issues[0] ?? '' } })
  const { heading, papers } = issue.content as { heading: string; papers: { title: string; why: string }[] }
  expect([heading, papers.length, issue.isPublic]).toEqual(['What you follow', 7, false])
  expect(papers.find(({ title }) => title === 'Picked')?.why).toBe('From Eve')
})

test('what one follows is nobody else’s', async () => {
  await follow('/people/Eve')
  const path = `/following/${await keyOf(ADA)}`
  const bob = await signInAs('bob@example.org')
  const wishes = 'rhythm=daily&hour=8&zone=UTC&papers=15&shape=full'
  await upvote(await paper('Voted for'), eve, SLOT, 0)
  await db().reader.update({ where: { id: eve.id }, data: { votesPublic: true } })
  for (const visitor of [new Visitor(), bob])
    for (const at of [path, `${path}.rss`, `${path}.json`, `/subscriptions/preview?view=${path}&${wishes}`])
      expect([at, (await visitor.get(at)).status, (await visitor.get(at)).html.includes('Voted for')]).toEqual([
        ...[at, 404, false],
      ])
  expect((await bob.get('/follows')).html).toContain('Nothing yet')
  const form = SubscribeForm.parse({ email: 'bob@example.org', view: path })
  const asker = { peer: '::1', network: '::1', signedIn: { email: 'bob@example.org' } }
  expect(await subscribe(form, asker, SLOT)).toEqual({ status: 'not-yours' })
})

test('people are followed, not names: a new name changes nothing, and whoever takes the old one is somebody else', async () => {
  await follow('/people/Eve')
  await takeName(eve.id, 'Evelyn')
  const other = await aReader()
  await takeName(other.id, 'Eve')
  await pick({ paperId: await paper('Of Evelyn'), day: '2026-11-20', why: 'Yes.' }, eve.id, clock.now())
  await pick({ paperId: await paper('Of the other'), day: '2026-11-20', why: 'Yes.' }, other.id, clock.now())
  const html = await following()
  expect([html.includes('Of Evelyn'), html.includes('Of the other')]).toEqual([true, false])
  expect((await ada.get('/follows')).html).toContain('href="/people/Evelyn"')
})

test('it is seen and dropped on one page; asked often or at once it is one; a list that closes says so and brings nothing', async () => {
  const list = await aList('public', await paper('Of her list'))
  await Promise.all(Array.from({ length: 6 }, () => follow(`/lists/${list.key}`)))
  await follow('/authors/Wei%20Zhang')
  expect(await db().follow.count()).toBe(2)
  await db().list.update({ where: { id: list.id }, data: { visibility: 'private' } })
  const { html } = await ada.get('/follows')
  expect([html.includes('a list that is closed now'), html.includes('Her public list')]).toEqual([true, false])
  expect(await following()).not.toContain('Of her list')
  for (const { id } of await db().follow.findMany()) {
    await new Visitor().post('/follows', { act: 'unfollow', follow: id })
    expect(await db().follow.count({ where: { id } })).toBe(1)
    await ada.post('/follows', { act: 'unfollow', follow: id })
    await ada.post('/follows', { act: 'unfollow', follow: id })
  }
  expect(await db().follow.count()).toBe(0)
})

test('what cannot be followed is told, and so is the limit', async () => {
  const me = await db().reader.findUniqueOrThrow({ where: { email: ADA } })
  await takeName(me.id, 'Ada-L')
  for (const [what, status] of [
    ...[['/', 422] as const, ['/papers/new', 422] as const, ['https://evil.example/people/Eve', 422] as const],
    ...[['/people/Ada-L', 422] as const, ['/people/Nobody', 404] as const, ['/categories/%3Cb%3E', 422] as const],
  ])
    expect([what, (await follow(what)).status]).toEqual([what, status])
  const rows = Array.from({ length: MOST_FOLLOWS - 1 }, (_, n) => ({
    ...{ readerId: me.id, view: `/authors/Ada%20N${n}`, followedAt: SLOT },
  }))
  await db().follow.createMany({ data: rows })
  const asked = await Promise.all(['/categories/math.NT', '/categories/math.AG', '/people/Eve'].map((at) => follow(at)))
  expect(asked.map(({ status }) => status).sort()).toEqual([303, 422, 422])
})

test('pages of people, authors and categories have the button', async () => {
  await paper('By Wei', { authors: ['Wei Zhang'] })
  for (const at of ['/people/Eve', '/authors/Wei%20Zhang'])
    expect([at, (await ada.get(at)).html]).toEqual([at, expect.stringContaining(`name="what" value="${at}"`)])
})
