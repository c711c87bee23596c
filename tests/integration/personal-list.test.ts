import { beforeEach, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { upvote } from '@/lib/papers/votes'
import { findPersonalList, makePersonalList, resetPersonalList } from '@/lib/personal/personal-list'
import { refreshPersonalLists } from '@/lib/personal/refresh'
import { mark } from '@/lib/reading/marks'
import { endPersonalList } from '@/lib/subscriptions/end-personal-list'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { listIds } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'

useTestDatabase()

const listedAt = new Date(SLOT.getTime() - 48 * 3_600_000)
const later = (hours: number) => new Date(SLOT.getTime() + hours * 3_600_000)
const ROBOTS = [
  'Tactile grasping with a soft gripper',
  'A gripper that feels: tactile robot hands',
  'Robot grasping of soft food',
]
const OTHERS = [
  'Knot invariants of braids',
  'Homology of surface braids',
  'Protein folding by enzymes',
  'Galaxies at high redshift',
]

let reader: Awaited<ReturnType<typeof aReader>>
let liked: string[]

beforeEach(async () => {
  setSettings({}, fixedClock(SLOT))
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, personal_lists cascade`
  reader = await aReader()
  liked = []
  for (let n = 0; n < 6; n++) liked.push((await aPaper({ title: ROBOTS[n % 3] ?? '', listedAt })).id)
  for (let n = 0; n < 40; n++) await aPaper({ title: OTHERS[n % 4] ?? '', listedAt })
})

/** The reader likes six papers about robots, voting for some and saving the others, and dismisses one about knots. */
async function readerActs() {
  for (const [n, id] of liked.entries())
    await (n % 2 ? upvote(id, reader, SLOT, 0) : mark('saved', id, reader.id, SLOT))
}

async function listOfReader() {
  const list = await findPersonalList(reader.id)
  if (!list) throw new Error('the reader has no personal list')
  return { ...list, ids: await listIds({ kind: 'personal', key: list.key }, { limit: 50 }) }
}

test('new papers like those that a reader voted for or saved come first, and none that they know', async () => {
  await readerActs()
  await makePersonalList(reader.id)
  const news = [
    await aPaper({ title: 'Grasping with tactile skin', listedAt }),
    await aPaper({ title: 'Braids and knots', listedAt }),
  ]
  expect(await refreshPersonalLists(SLOT)).toBe(1)

  const { ids, speaksFor, liked: learnedFrom } = await listOfReader()
  expect(ids[0]).toBe(news[0]?.id)
  expect(ids).not.toContain(news[1]?.id)
  for (const id of liked) expect(ids).not.toContain(id)
  expect(speaksFor).toContain('grasping')
  expect(learnedFrom).toBe(6)
})

test('nothing is learned of a reader who did not ask, nor before there is a taste', async () => {
  await readerActs()
  expect(await refreshPersonalLists(SLOT)).toBe(0)
  const other = await aReader()
  await makePersonalList(other.id)
  for (const id of liked.slice(0, 3)) await mark('saved', id, other.id, SLOT)
  await refreshPersonalLists(SLOT)
  expect(await findPersonalList(other.id)).toMatchObject({ liked: 3, missing: 2, speaksFor: [] })
  expect(await db().personalScore.count()).toBe(0)
})

test('it is made anew when the reader acted or papers came, and else left alone', async () => {
  await readerActs()
  await makePersonalList(reader.id)
  await refreshPersonalLists(SLOT)
  expect(await refreshPersonalLists(later(1))).toBe(0)

  const fresh = await aPaper({ title: 'A soft robot gripper', listedAt: later(1) })
  expect(await refreshPersonalLists(later(2))).toBe(1)
  expect((await listOfReader()).ids[0]).toBe(fresh.id)

  await mark('dismissed', fresh.id, reader.id, later(2))
  expect((await listOfReader()).ids).not.toContain(fresh.id)
  expect(await refreshPersonalLists(later(3))).toBe(1)
  expect((await listOfReader()).disliked).toBe(1)
})

test('reset, it forgets what it learned and everything that was done before', async () => {
  await readerActs()
  await makePersonalList(reader.id)
  await refreshPersonalLists(SLOT)
  await resetPersonalList(reader.id, later(1))
  await refreshPersonalLists(later(2))
  expect(await listOfReader()).toMatchObject({ ids: [], liked: 0, missing: 5, speaksFor: [] })
})

const formFor = (email: string, key: string) => SubscribeForm.parse({ email, view: `/for-you/${key}` })
const asker = (email: string | null) => ({ peer: '::1', network: '::1', signedIn: email ? { email } : null })

test('its digest goes to its reader only, tells why each paper is in it, and ends with the list', async () => {
  await readerActs()
  await makePersonalList(reader.id)
  const fresh = await aPaper({ title: 'Grasping with tactile skin', listedAt })
  await refreshPersonalLists(SLOT)
  const { key } = await listOfReader()
  for (const [email, signedIn] of [
    [reader.email, null],
    ['eve@example.org', 'eve@example.org'],
    ['eve@example.org', reader.email],
  ] as const)
    expect(await subscribe(formFor(email, key), asker(signedIn), SLOT)).toEqual({ status: 'not-yours' })

  expect(await subscribe(formFor(reader.email, key), asker(reader.email), SLOT)).toMatchObject({ status: 'confirmed' })
  await db().subscription.deleteMany({})
  await aSubscription({ email: reader.email, view: `/for-you/${key}` })
  const { issues } = await freezeAllDue(SLOT)
  const issue = await db().issue.findUniqueOrThrow({ where: { id: issues[0] ?? '' } })
  const papers = (issue.content as { papers: { id: string; why: string }[] }).papers
  expect(papers.find(({ id }) => id === fresh.id)?.why).toMatch(/^because of .*grasping/)

  await endPersonalList(reader.id, later(1))
  expect(await db().personalScore.count()).toBe(0)
  expect(await db().subscription.findFirst({ select: { state: true } })).toEqual({ state: 'unsubscribed' })
})
