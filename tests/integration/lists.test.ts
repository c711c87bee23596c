import { beforeAll, beforeEach, expect, test } from 'vitest'
import { makeFeedKey } from '@/lib/accounts/feed-keys'
import { takeName } from '@/lib/accounts/public-name'
import { MOST_ENTRIES, MOST_LISTS } from '@/lib/community/lists/list-form'
import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const [ADA, BOB] = ['ada@example.org', 'bob@example.org']
const clock = aClock(SLOT.toISOString())
const NAME = 'Reading group, spring'
const NOTE = 'The proof of lemma 2 is new'
const nobody = new Visitor()
let [ada, bob] = [new Visitor(), new Visitor()]
let paper: string

const idOf = async (email: string) => (await db().reader.findUniqueOrThrow({ where: { email } })).id

beforeAll(async () => {
  setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
  ada = await signInAs(ADA)
  bob = await signInAs(BOB)
  await takeName(await idOf(ADA), 'Ada-L')
})

beforeEach(async () => {
  clock.moveTo(SLOT.toISOString())
  await db()
    .$executeRaw`truncate papers, lists, subscriptions, issues, deliveries, sent_papers, feed_keys, bans, text_rules, moderation_acts, rate_limits cascade`
  paper = (await aPaper({ title: 'On primes' })).id
})

/** A list of Ada's with a paper and a note on it. */
async function aList(visibility: string): Promise<string> {
  const { to } = await ada.post('/lists', { name: NAME, description: 'What we read', visibility })
  const path = to ?? ''
  await ada.post('/listing', { paper, list: path.split('/').at(-1) ?? '', note: NOTE })
  return path
}

const change = (path: string, fields: Record<string, string>) =>
  ada.post(path, { act: 'change', name: NAME, description: 'What we read', visibility: 'private', ...fields })

test('with no list chosen and none named, the form says so', async () => {
  const { id } = await aPaper()
  const { status, html } = await ada.post('/listing', { paper: id, note: '', name: ' ' })
  expect([status, html.includes('Please choose a list, or give a new one its name.')]).toEqual([422, true])
})

test('a paper is put on a new list from its page, with a note, once however often, and the newest stands first', async () => {
  const other = (await aPaper({ title: 'On curves' })).id
  expect((await nobody.post('/listing', { paper, name: NAME })).to).toBe(
    `/sign-in?back=${encodeURIComponent(`/listing?paper=${paper}`)}`,
  )
  await Promise.all(Array.from({ length: 8 }, () => ada.post('/listing', { paper, name: NAME, note: NOTE })))
  const list = await db().list.findFirstOrThrow({ include: { entries: true } })
  expect([await db().list.count(), list.entries.length, list.visibility]).toEqual([1, 1, 'private'])
  clock.passMinutes(1)
  await ada.post('/listing', { paper: other, list: list.key })
  await ada.post('/listing', { paper, list: list.key, note: 'Another note' })
  const { html } = await ada.get(`/lists/${list.key}`)
  expect(html).toMatch(/On curves.*On primes.*Another note/s)
  expect(html).not.toContain(NOTE)
  expect((await ada.get(`/listing?paper=${paper}`)).html).toContain('value="Another note"')
  await ada.post('/listing', { paper: other, list: list.key, act: 'take' })
  await ada.post('/listing', { paper: other, list: list.key, act: 'take' })
  expect((await ada.get(`/lists/${list.key}`)).html).not.toContain('On curves')
  expect((await ada.get('/lists')).html).toContain('1 paper, private')
})

test('a private list is nobody’s but its reader’s: not as a page, a feed, a sample of a mail, a form or on a profile', async () => {
  const path = await aList('private')
  const wishes = 'rhythm=daily&hour=8&zone=UTC&papers=15&shape=full'
  const bobsKey = await makeFeedKey(await idOf(BOB), clock.now())
  for (const visitor of [nobody, bob])
    for (const at of [
      ...[path, `${path}.rss`, `${path}.atom`, `${path}.json`, `${path}.json?key=${bobsKey}`, `${path}/report`],
      ...[`/subscriptions/preview?view=${path}&${wishes}`, '/people/Ada-L', `/listing?paper=${paper}`, '/lists'],
    ]) {
      const { html, headers } = await visitor.get(at)
      expect([at, html.includes(NAME), html.includes(NOTE)]).toEqual([at, false, false])
      if (at.startsWith('/lists/')) expect([at, headers.get('x-broadsheet-shared')]).toEqual([at, null])
    }
  expect((await bob.post(path, { act: 'delete', sure: 'yes' })).status).toBe(404)
  expect((await bob.post(path, { act: 'change', name: 'Mine' })).status).toBe(404)
  expect((await bob.post('/listing', { paper, list: path.slice(7), note: 'x' })).status).toBe(404)
  const page = await ada.get(path)
  expect(page.html).toContain('<meta name="robots" content="noindex"')
  expect(page.html).toContain('Only you see this list.')
  // Her own programs come with her key.
  const key = await makeFeedKey(await idOf(ADA), clock.now())
  for (const format of ['rss', 'atom', 'json']) {
    const feed = await nobody.get(`${path}.${format}?key=${key}`)
    expect([feed.html.includes(NAME), feed.html.includes(NOTE), feed.headers.get('cache-control')]).toEqual([
      ...[true, true, 'private, no-cache'],
    ])
    expect(feed.html).not.toContain(key)
  }
})

test('a shared list is read by whoever has its address; made private, that address is over, and its reader’s digest goes along', async () => {
  const path = await aList('shared')
  expect((await nobody.get(path)).html).toContain(NOTE)
  expect((await nobody.get(path)).html).toContain('content="noindex"')
  expect((await nobody.get(`${path}.json`)).html).toContain(NOTE)
  expect((await nobody.get('/people/Ada-L')).html).not.toContain(NAME)
  for (const email of [ADA, BOB]) await aSubscription({ email, view: path })
  const moved = (await change(path, { visibility: 'private' })).to ?? ''
  expect(moved).not.toBe(path)
  for (const at of [path, moved]) expect([at, (await nobody.get(at)).status]).toEqual([at, 404])
  const digests = await db().subscription.findMany({ select: { view: true, state: true }, orderBy: { state: 'asc' } })
  expect(digests).toEqual([
    { view: moved, state: 'active' },
    { view: path, state: 'unsubscribed' },
  ])
})

test('a public list stands on its reader’s page, under one address whatever it is called', async () => {
  expect((await bob.post('/lists', { name: 'Bob’s', visibility: 'public' })).html).toContain('take one at Settings')
  const path = await aList('public')
  expect((await change(path, { name: 'Summer', visibility: 'public' })).to).toBe(path)
  expect((await nobody.get('/people/Ada-L')).html).toMatch(new RegExp(`href="${path}"[^>]*>Summer`))
  const { html } = await nobody.get(path)
  expect([html.includes('Summer'), html.includes('noindex')]).toEqual([true, false])
  expect(html).toContain('href="/people/Ada-L"')
  await ada.post('/lists', { name: NAME })
  expect((await change(path, { visibility: 'public' })).html).toContain('Another list of yours has it')
})

const form = (email: string, view: string) => SubscribeForm.parse({ email, view })
const asker = (email: string | null) => ({ peer: '::1', network: '::1', signedIn: email ? { email } : null })

test('its digest says what its note says, and comes to nobody who may not read the list any more', async () => {
  const path = await aList('private')
  for (const [email, signedIn] of [
    [ADA, null],
    [BOB, BOB],
    [BOB, ADA],
  ] as const)
    expect(await subscribe(form(email, path), asker(signedIn), SLOT)).toEqual({ status: 'not-yours' })
  expect(await subscribe(form(ADA, path), asker(ADA), SLOT)).toMatchObject({ status: 'confirmed' })
  await db().subscription.deleteMany()
  // Bob's was asked for while the list was open, and confirmed after.
  for (const email of [ADA, BOB]) await aSubscription({ email, view: path })
  await freezeAllDue(SLOT)
  const rows = await db().delivery.findMany({
    where: { kind: 'digest' },
    select: { recipient: true, state: true, reason: true, issue: { select: { content: true } } },
    orderBy: { state: 'asc' },
  })
  expect(rows.map(({ recipient, state, reason }) => [recipient, state, reason])).toEqual([
    [ADA, 'queued', null],
    ['', 'skipped', 'not theirs'],
  ])
  expect(rows[0]?.issue?.content).toMatchObject({ papers: [{ id: paper, why: NOTE }] })
})

test('deleting takes a tick, and takes entries, notes and digests along', async () => {
  const path = await aList('shared')
  await aSubscription({ email: BOB, view: path })
  expect((await ada.post(path, { act: 'delete' })).status).toBe(422)
  expect((await ada.post(path, { act: 'delete', sure: 'yes' })).to).toBe('/lists')
  expect((await ada.post(path, { act: 'delete', sure: 'yes' })).status).toBe(404)
  expect([await db().listEntry.count(), await db().list.count()]).toEqual([0, 0])
  expect(await db().subscription.findFirst({ select: { state: true } })).toEqual({ state: 'unsubscribed' })
})

test('limits are told and hold for whatever comes at once', async () => {
  const readerId = await idOf(ADA)
  const full = Array.from({ length: MOST_LISTS - 1 }, (_, n) => ({ readerId, name: `L${n}`, createdAt: clock.now() }))
  await db().list.createMany({ data: full })
  const made = await Promise.all(['A', 'B', 'C'].map((name) => ada.post('/lists', { name })))
  expect(made.map(({ status }) => status).sort()).toEqual([303, 422, 422])
  expect(await db().list.count()).toBe(MOST_LISTS)
  const { id: listId, key } = await db().list.findFirstOrThrow()
  const rows = Array.from({ length: MOST_ENTRIES - 1 }, (_, n) => ({
    ...{ listId, paperId: `1001.${String(n).padStart(4, '0')}`, addedAt: clock.now() },
  }))
  await db().listEntry.createMany({ data: rows })
  const papers = await Promise.all([aPaper(), aPaper(), aPaper()])
  const added = await Promise.all(papers.map(({ id }) => ada.post('/listing', { paper: id, list: key })))
  expect(added.map(({ status }) => status).sort()).toEqual([303, 422, 422])
  const wrong: Record<string, string>[] = [
    { name: ' \u200b\u202e ' },
    { name: 'x'.repeat(81) },
    { name: 'Y', description: 'x'.repeat(501) },
    { name: 'Y', visibility: 'all' },
  ]
  for (const fields of wrong) expect([fields, (await ada.post('/lists', fields)).status]).toEqual([fields, 422])
  expect((await ada.post('/listing', { paper, list: key, note: 'x'.repeat(281) })).status).toBe(422)
})

test('what is typed is inert, and is refused by the rules of the site where others read it', async () => {
  const HOSTILE = '<script>alert(1)</script>"&]]>'
  const { to: path } = await ada.post('/lists', { name: HOSTILE, description: HOSTILE, visibility: 'shared' })
  await ada.post('/listing', { paper, list: path?.slice(7) ?? '', note: HOSTILE })
  for (const at of [path, `${path}.rss`, `${path}.atom`])
    expect((await nobody.get(at ?? '')).html).not.toContain('<script>alert')
  const reason = 'no advertising'
  const rules = [
    { kind: 'word', value: 'casino' },
    { kind: 'domain', value: 'spam.example' },
  ]
  await db().textRule.createMany({ data: rules.map((rule) => ({ ...rule, at: clock.now(), reason })) })
  for (const [fields, status] of [
    [{ name: 'My casino', visibility: 'shared' }, 422],
    [{ name: 'See www.spam.example now', visibility: 'public' }, 422],
    [{ name: 'My casino', visibility: 'private' }, 303],
  ] as const)
    expect((await ada.post('/lists', fields)).status).toBe(status)
  expect((await ada.post('/listing', { paper, list: path?.slice(7) ?? '', note: 'casino!' })).status).toBe(422)
  const mine = await db().list.findFirstOrThrow({ where: { name: 'My casino' } })
  expect((await change(`/lists/${mine.key}`, { name: 'Mine', visibility: 'shared' })).status).toBe(303)
})

test('a list is reported, hidden with a reason that everybody reads, and shown again; who is banned keeps lists for themselves', async () => {
  const path = await aList('public')
  const mona = await signInAs('mona@example.org')
  const monaId = await idOf('mona@example.org')
  await takeName(monaId, 'Mona')
  await db().readerRole.create({
    data: { readerId: monaId, role: 'moderator', namedAt: clock.now(), reason: 'a test' },
  })
  await bob.post(`${path}/report`, { reason: 'spam', note: 'look at the note' })
  expect((await mona.get('/moderation')).html).toMatch(
    new RegExp(`Ada-L.*${NAME}.*${NOTE}.*Advertising, look at the note`, 's'),
  )
  const { id: list } = await db().list.findFirstOrThrow()
  const decide = (act: string) =>
    mona.post('/moderation/acts', { act, list, reason: 'An advertisement', back: '/moderation' })
  await decide('hide-list')
  await decide('hide-list')
  const hidden = await nobody.get(path)
  expect([hidden.status, hidden.html.includes('An advertisement'), hidden.html.includes(NOTE)]).toEqual([
    403,
    true,
    false,
  ])
  expect((await nobody.get('/people/Ada-L')).html).not.toContain(NAME)
  expect((await ada.get(path)).html).toContain('A moderator hid this list from everybody but you: An advertisement')
  expect((await nobody.get('/moderation/log')).html).toContain('Mona hid the list of a reader')
  await decide('show-list')
  expect((await nobody.get(path)).status).toBe(200)
  await decide('ban-keeper')
  expect(await db().moderationAct.count()).toBe(3)
  expect((await ada.post('/listing', { paper, list: path.slice(7), note: 'More' })).html).toContain('banned you')
  expect((await ada.post('/lists', { name: 'Shown', visibility: 'shared' })).status).toBe(403)
  expect((await ada.post('/lists', { name: 'Own' })).status).toBe(303)
})
