import { beforeAll, beforeEach, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { forgetReader } from '@/lib/community/forget-reader'
import { changeList, deleteList } from '@/lib/community/lists/keep-list'
import { db } from '@/lib/database/client'
import { forgetSent } from '@/lib/digest/forget-sent'
import { freezeAllDue } from '@/lib/digest/freeze'
import { planDigest } from '@/lib/digest/plan-digest'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { type Act, meetAt, withHolder } from '../support/meet-at'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'

useTestDatabase()

const now = SLOT

beforeAll(() => setSettings({ VOTE_MATURITY_HOURS: '0' }, aClock(SLOT.toISOString())))
beforeEach(() => db().$executeRaw`truncate readers, papers, groups, issues, deliveries, rate_limits cascade`)

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const freeze = () => freezeAllDue(now)

/** Nine, whose rows lie in the table the other way round than their readers are ordered. @returns the one in the middle */
async function subscribers(view: string): Promise<string> {
  const readers = await Promise.all(Array.from({ length: 9 }, () => aReader()))
  readers.sort((one, other) => (one.id < other.id ? 1 : -1))
  const ids: string[] = []
  for (const { email } of readers) ids.push((await aSubscription({ email, view })).id)
  return ids[4] ?? ''
}
const count = (where: { view?: string; state: 'active' | 'unsubscribed' }) => db().subscription.count({ where })

test.each([
  ['before', 0],
  ['after', 1],
])(
  'digests are frozen and their person takes another name, %s that: all go by it, and nobody is stuck',
  async (_, place) => {
    const ada = await aReader()
    await takeName(ada.id, 'Ada')
    const acts: Act[] = [freeze]
    acts.splice(place, 0, () => takeName(ada.id, 'Countess'))
    await meetAt('subscriptions where id::text', await subscribers('/people/Ada'), acts)
    expect(await count({ view: '/people/Countess', state: 'active' })).toBe(9)
    expect(await db().issue.count({ where: { view: '/people/Ada' } })).toBe(0)
  },
)

test('digests that are just being frozen end when their name, which was nobody’s, is taken', async () => {
  const middle = await subscribers('/people/Countess')
  const ada = await aReader()
  await meetAt('subscriptions where id::text', middle, [freeze, () => takeName(ada.id, 'Countess')])
  expect(await count({ state: 'unsubscribed' })).toBe(9)
})

test.each([
  [
    'closed',
    (key: string, by: string) => changeList(key, by, { name: 'L', description: null, visibility: 'private' }, now),
  ],
  ['deleted', (key: string, by: string) => deleteList(key, by, now)],
])('digests that are just being frozen end when their list is %s', async (_, act) => {
  const { id: readerId } = await aReader()
  const { key } = await db().list.create({ data: { readerId, name: 'L', visibility: 'shared', createdAt: now } })
  const middle = await subscribers(`/lists/${key}`)
  await meetAt('subscriptions where id::text', middle, [freeze, () => act(key, readerId)])
  expect(await count({ state: 'unsubscribed' })).toBe(9)
})

test('somebody joins an issue that is there while its list is deleted, and all its issues', async () => {
  const { id: readerId } = await aReader()
  const { key } = await db().list.create({ data: { readerId, name: 'L', visibility: 'shared', createdAt: now } })
  const view = `/lists/${key}`
  await aSubscription({ view })
  await freeze()
  const { id } = await aSubscription({ view })
  await meetAt('subscriptions where id::text', id, [freeze, () => deleteList(key, readerId, now)])
  expect([await count({ state: 'unsubscribed' }), await db().issue.count()]).toEqual([2, 0])
})

test('somebody takes another name while a row is written that refers to them: neither waits for the other', async () => {
  const { id } = await aReader()
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`select 1 as kept from readers where id = ${id} for key share`
    expect(await takeName(id, 'Ada')).toBe('taken-now')
  })
})

test.each(['active', 'paused'] as const)(
  'an account with a digest that is %s is deleted while it is told what would be sent: nobody is stuck',
  async (state) => {
    const [ada, bob] = [await aReader(), await aReader()]
    const [{ email }, later] = ada.id < bob.id ? [ada, bob] : [bob, ada]
    const theirs = await aSubscription({ email, state })
    const { id } = await aSubscription({ email: later.email })
    if (state === 'paused')
      await db().subscription.update({ where: { id: theirs.id }, data: { pausedUntil: hoursAgo(2) } })
    await meetAt('subscriptions where id::text', id, [() => planDigest(now), () => forgetReader(email)])
    expect(await db().reader.count()).toBe(1)
  },
)

test('what was sent long ago is forgotten of everybody but whom somebody holds, whose turn is in the next run', async () => {
  const [held, other] = [await aReader(), await aReader()]
  const { id: paperId } = await aPaper()
  for (const { id: readerId } of [held, other])
    await db().sentPaper.create({ data: { readerId, paperId, version: 1, sentAt: hoursAgo(401 * 24) } })
  await withHolder(async (hold) => {
    await hold('readers where id', held.id)
    expect(await forgetSent(now)).toBe(1)
  })
  expect(await db().sentPaper.findMany({ select: { readerId: true } })).toEqual([{ readerId: held.id }])
  expect(await forgetSent(now)).toBe(1)
})
