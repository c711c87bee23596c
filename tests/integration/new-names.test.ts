import { beforeEach, describe, expect, test } from 'vitest'
import { nameKey } from '@/lib/accounts/public-name'
import { forgetReader } from '@/lib/community/forget-reader'
import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'
import { signInAs, type Visitor } from '../support/visitor'

useTestDatabase()

const [ADA, BOB, EVE] = ['ada@example.org', 'bob@example.org', 'eve@example.org']
const clock = aClock(SLOT.toISOString())
const earlier = new Date(SLOT.getTime() - 2 * 3_600_000)

beforeEach(async () => {
  setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
  await db().$executeRaw`truncate readers, papers, groups, issues, sign_in_requests, deliveries, rate_limits cascade`
})

const idOf = async (email: string) => (await db().reader.findUniqueOrThrow({ where: { email } })).id

async function signedIn(email: string, name?: string): Promise<Visitor> {
  const visitor = await signInAs(email)
  if (name) await visitor.post('/settings/name', { name })
  return visitor
}

/** What mails go out at the slot, to whom, under which heading; those of accounts are gone. */
async function mailedAtSlot() {
  await db().delivery.deleteMany()
  await freezeAllDue(SLOT)
  const rows = await db().delivery.findMany({
    where: { kind: 'digest' },
    select: { recipient: true, reason: true, issue: { select: { heading: true, view: true } } },
    orderBy: { recipient: 'asc' },
  })
  return rows.map(({ recipient, reason, issue }) => [recipient, reason, issue?.heading, issue?.view])
}

const views = async (email: string) =>
  (
    await db().subscription.findMany({ where: { reader: { email } }, orderBy: [{ state: 'asc' }, { rhythm: 'asc' }] })
  ).map(({ view, state, rhythm }) => `${view} ${rhythm} ${state}`)

describe('a person who takes another name', () => {
  test('is mailed on to whoever has digests of their page, and nobody who takes the old name is', async () => {
    const ada = await signedIn(ADA, 'Ada-L')
    const eve = await signedIn(EVE)
    await signedIn(BOB)
    await aSubscription({ email: BOB, view: '/people/ada1' })
    await aSubscription({ email: BOB, view: '/people/Ada-L?min_votes=1', rhythm: 'monthly' })
    await aSubscription({ email: BOB, view: '/people/Ada-Lovelace', rhythm: 'mon' })
    await ada.post('/settings/name', { name: 'Countess' })
    await eve.post('/settings/name', { name: 'Ada-L' })
    expect(await views(BOB)).toEqual([
      '/people/Countess daily active',
      '/people/Ada-Lovelace mon active',
      '/people/Countess?min_votes=1 monthly active',
    ])
    const [hers, eves] = [await aPaper({ title: 'Of hers' }), await aPaper({ title: 'Of Eve' })]
    for (const [email, { id: paperId }] of [
      [ADA, hers],
      [EVE, eves],
    ] as const)
      await db().submission.create({ data: { paperId, readerId: await idOf(email), submittedAt: earlier } })
    await db().subscription.updateMany({ where: { rhythm: { not: 'daily' } }, data: { nextDueAt: null } })
    expect(await mailedAtSlot()).toEqual([[BOB, null, 'Countess', '/people/Countess']])
    const { content } = await db().issue.findFirstOrThrow()
    expect(JSON.stringify(content)).toContain('Of hers')
    expect(JSON.stringify(content)).not.toContain('Of Eve')
  })

  test('spelled otherwise only, nothing ends; asked for twice, one digest goes on and the other ends', async () => {
    const ada = await signedIn(ADA, 'Ada-L')
    await signedIn(BOB)
    await aSubscription({ email: BOB, view: '/people/ada-l' })
    await ada.post('/settings/name', { name: 'AdaL' })
    expect(await views(BOB)).toEqual(['/people/AdaL daily active'])
    await aSubscription({ email: BOB, view: '/people/ADA-L' })
    await ada.post('/settings/name', { name: 'Countess' })
    expect(await views(BOB)).toEqual(expect.arrayContaining(['/people/Countess daily active']))
    expect((await views(BOB)).filter((one) => one.endsWith(' active'))).toHaveLength(1)
  })

  test('is hindered by no digest, however often and however spelled it was asked for, nor loses what was frozen', async () => {
    const ada = await signedIn(ADA, 'Ada-L')
    await signedIn(BOB)
    for (const view of ['/people/Ada-L', '/people/ada-l']) await aSubscription({ email: BOB, view })
    await mailedAtSlot()
    expect((await ada.post('/settings/name', { name: 'Countess' })).status).toBe(303)
    const issues = await db().issue.findMany({ orderBy: { view: 'asc' } })
    expect(issues.map(({ view }) => view)).toEqual([
      '/people/Countess',
      expect.stringMatching(/^\/people\/Countess\?apart=/),
    ])
    expect(await db().delivery.count({ where: { kind: 'digest' } })).toBe(2)
    await ada.post('/settings/name', { name: 'Ada-L' })
    expect(await db().issue.count({ where: { view: { startsWith: '/people/Ada-L' } } })).toBe(2)
  })

  test.each(['pending', 'unsubscribed'] as const)(
    'keeps the digest that is mailed, not one that is %s',
    async (state) => {
      const ada = await signedIn(ADA, 'Ada-L')
      await signedIn(BOB)
      const { id } = await aSubscription({ email: BOB, view: '/people/Ada-L' })
      await aSubscription({ email: BOB, view: '/people/ada-l', state })
      await aSubscription({ email: BOB, view: '/people/Countess', state })
      const mailed = () =>
        db().subscription.findMany({
          where: { nextDueAt: { not: null } },
          select: { id: true, view: true, state: true },
        })
      for (const name of ['Countess', 'countess', 'ADA-1']) {
        await ada.post('/settings/name', { name })
        expect(await mailed()).toEqual([{ id, view: `/people/${name}`, state: 'active' }])
      }
    },
  )

  test('is mailed to nobody who asked for the name before it was theirs, also where whoever left was just being mailed', async () => {
    const eve = await signedIn(EVE)
    await signedIn(ADA, 'Ada-L')
    await signedIn(BOB)
    await aSubscription({ email: BOB, view: '/people/Ada-L' })
    const asked = { name: null, hour: 8, zone: 'UTC', papers: 15, shape: 'full' }
    const left = await aSubscription({ email: BOB, view: '/people/ada-l', state: 'unsubscribed' })
    await db().subscription.update({ where: { id: left.id }, data: { asked, askedAt: earlier } })
    await db().$transaction(async (tx) => {
      await tx.$queryRaw`select 1 as held from subscriptions for update`
      await forgetReader(ADA)
    })
    expect(await views(BOB)).toContain('/people/Ada-L daily active')
    await eve.post('/settings/name', { name: 'Ada-1' })
    expect((await views(BOB)).filter((one) => !one.endsWith(' unsubscribed'))).toEqual([])
    expect(await db().subscription.count({ where: { askedAt: { not: null } } })).toBe(0)
  })

  test('and one who leaves takes digests of their page along', async () => {
    await signedIn(ADA, 'Ada-L')
    await signedIn(BOB)
    await aSubscription({ email: BOB, view: '/people/Ada-L' })
    await forgetReader(ADA)
    expect(await views(BOB)).toEqual(['/people/Ada-L daily unsubscribed'])
  })

  test('is looked for by the same folding in the database as in the code', async () => {
    const names = ['Ada-L', 'ADA-1', 'a0o5s', 'vvw-VV', 'rnm-RN', 'r-n', 'v-v', 'I1lL', 'x', 'Burns-55', 'vvv', 'rrnn']
    for (const name of names)
      expect([name, (await db().$queryRaw<{ key: string }[]>`select name_key(${name}) as key`)[0]?.key]).toEqual([
        name,
        nameKey(name),
      ])
  })
})

describe('a group that takes another name', () => {
  async function aGroup(): Promise<{ ada: Visitor; bob: Visitor }> {
    const [ada, bob] = [await signedIn(ADA, 'Ada-L'), await signedIn(BOB, 'Bob')]
    await ada.post('/groups', { name: 'Lab-7', agree: 'yes' })
    const { invite } = await db().group.findFirstOrThrow()
    await bob.post(`/join/${invite}`, { agree: 'yes' })
    return { ada, bob }
  }

  test('stays what it is: members, link, digests however spelled, and what was frozen goes with the last member', async () => {
    const { ada, bob } = await aGroup()
    const { id, invite } = await db().group.findFirstOrThrow()
    await aSubscription({ email: BOB, view: '/groups/LAB7' })
    await aSubscription({ email: ADA, view: '/groups/Lab-7' })
    const issue = { rhythm: 'daily', composedAt: earlier, slotAt: earlier, content: {} }
    for (const view of ['/groups/lab-7', '/groups/Lab-7', '/groups/Theory'])
      await db().issue.create({ data: { ...issue, view } })
    expect((await ada.get('/groups/Lab-7')).html).toContain('value="rename"')
    expect((await bob.get('/groups/Lab-7')).html).not.toContain('value="rename"')
    expect((await ada.post('/groups/Lab-7', { act: 'rename', name: 'Theory' })).to).toBe('/groups/Theory')
    expect(await db().group.findMany({ select: { id: true, name: true, nameKey: true, invite: true } })).toEqual([
      { id, name: 'Theory', nameKey: nameKey('Theory'), invite },
    ])
    expect([await views(ADA), await views(BOB)]).toEqual(Array(2).fill(['/groups/Theory daily active']))
    expect((await bob.get('/groups/Theory')).status).toBe(200)
    expect((await bob.get('/groups/Lab-7')).status).toBe(404)
    clock.moveTo(SLOT.toISOString())
    expect(await mailedAtSlot()).toEqual([
      ['', 'nothing new', 'Theory', '/groups/Theory'],
      ['', 'nothing new', 'Theory', '/groups/Theory'],
    ])
    for (const [email, visitor] of [
      [ADA, ada],
      [BOB, bob],
    ] as const)
      await visitor.post('/groups/Theory', { act: 'leave', member: await idOf(email) })
    expect([await db().group.count(), await db().issue.count()]).toEqual([0, 0])
  })

  test('takes none that could not be made, nor another’s; who does not keep it changes nothing', async () => {
    const { ada, bob } = await aGroup()
    await bob.post('/groups', { name: 'Theory', agree: 'yes' })
    for (const [name, status] of [
      ['<b>', 422],
      ['', 422],
      ['admin', 422],
      ['Тheory', 422],
      ['The0ry', 409],
      ['lab7', 303],
    ] as const)
      expect([name, (await ada.post('/groups/Lab-7', { act: 'rename', name })).status]).toEqual([name, status])
    expect((await bob.post('/groups/lab7', { act: 'rename', name: 'Mine' })).status).toBe(404)
    expect((await (await signedIn(EVE)).post('/groups/lab7', { act: 'rename', name: 'Mine' })).status).toBe(404)
    await db().ban.create({ data: { readerId: await idOf(ADA), at: earlier, reason: 'Spam.' } })
    expect((await ada.post('/groups/lab7', { act: 'rename', name: 'Mine' })).status).toBe(403)
    expect((await db().group.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)).toEqual([
      'Theory',
      'lab7',
    ])
  })

  test('of two who want one name at once, one gets it; renamed twice at once, digests are where the group is', async () => {
    const { ada, bob } = await aGroup()
    await bob.post('/groups', { name: 'Other', agree: 'yes' })
    await aSubscription({ email: BOB, view: '/groups/Lab-7' })
    const answers = await Promise.all([
      ada.post('/groups/Lab-7', { act: 'rename', name: 'Theory' }),
      bob.post('/groups/Other', { act: 'rename', name: 'The-ory' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const { name } = await db().group.findFirstOrThrow({ where: { members: { some: { readerId: await idOf(ADA) } } } })
    const twice = await Promise.all(
      ['One', 'Two'].map((to) => ada.post(`/groups/${name}`, { act: 'rename', name: to })),
    )
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 404])
    const now = await db().group.findFirstOrThrow({ where: { members: { some: { readerId: await idOf(ADA) } } } })
    expect(await views(BOB)).toEqual([`/groups/${now.name} daily active`])
  })
})
