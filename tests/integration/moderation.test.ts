import { beforeAll, beforeEach, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { forgetReader } from '@/lib/community/forget-reader'
import { db } from '@/lib/database/client'
import { confirm } from '@/lib/subscriptions/changes'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, type Visit, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
let [eve, moderator] = [new Visitor(), new Visitor()]
let [eveId, paper] = ['', '']

beforeAll(async () => {
  setSettings({ VOTE_MATURITY_HOURS: '0', ADMIN_EMAILS: 'root@example.org' }, clock)
  for (const name of ['Eve', 'Mona']) {
    const email = `${name.toLowerCase()}@example.org`
    const visitor = await signInAs(email)
    const { id } = await db().reader.findUniqueOrThrow({ where: { email } })
    await takeName(id, name)
    if (name === 'Eve') [eve, eveId] = [visitor, id]
    else moderator = visitor
    if (name === 'Mona')
      await db().readerRole.create({
        data: { readerId: id, role: 'moderator', namedAt: clock.now(), reason: 'a test' },
      })
  }
})

beforeEach(async () => {
  await db().$executeRaw`truncate papers, bans, text_rules, moderation_acts, rate_limits cascade`
  paper = (await aPaper()).id
})

const say = (visitor: Visitor, text: string) => visitor.post(`/papers/${paper}/comments`, { text })
const said = ({ to }: Visit) => /#c-([0-9a-f-]{36})$/.exec(to ?? '')?.[1] ?? ''
const decide = (act: string, about: Record<string, string>, reason = 'because') =>
  moderator.post('/moderation/acts', { act, reason, back: '/moderation', ...about })
const log = async (visitor = new Visitor()) => (await visitor.get('/moderation/log')).html
const acts = async () => (await db().moderationAct.findMany({ orderBy: { at: 'asc' } })).map(({ act }) => act)

test('a report waits in the queue; what is hidden says so, and why, in its place, and is shown again by who undoes it', async () => {
  const comment = said(await say(eve, 'Buy my thing'))
  await moderator.post(`/papers/${paper}/comments/${comment}/report`, { reason: 'spam', note: 'twice' })
  expect((await moderator.get('/moderation')).html).toMatch(/Buy my thing.*Mona.*Advertising, twice/s)
  await decide('hide', { comment }, 'An advertisement')
  await decide('hide', { comment }, 'An advertisement')
  for (const visitor of [eve, new Visitor()]) {
    const { html } = await visitor.get(`/papers/${paper}`)
    expect([html.includes('A moderator hid this comment: An advertisement'), html.includes('Buy my thing')]).toEqual([
      true,
      false,
    ])
  }
  expect((await moderator.get('/moderation')).html).toContain('Nothing waits')
  expect(await log()).toMatch(/Mona hid a comment on arXiv:.*An advertisement/)
  expect(await log()).not.toContain('Undo')
  expect(await log(moderator)).toContain('value="show"')
  clock.passMinutes(1)
  await decide('show', { comment })
  expect((await eve.get(`/papers/${paper}`)).html).toContain('Buy my thing')
  expect(await acts()).toEqual(['hide', 'show'])
})

test('whoever is banned is told so with the reason, may read, keep, export and leave, and nothing else, until they are let back in', async () => {
  const comment = said(await say(eve, 'words'))
  await decide('ban-author', { comment }, 'Spam, three times.')
  for (const [path, fields] of [
    [`/papers/${paper}/vote`, {}],
    [`/papers/${paper}/comments`, { text: 'words' }],
    [`/papers/${paper}/comments/${comment}/edit`, { text: 'words' }],
    ['/settings/name', { name: 'Evelyn' }],
  ] as const) {
    const { status, html } = await eve.post(path, fields)
    expect([path, status, html.includes('A moderator banned you: Spam, three times.')]).toEqual([path, 403, true])
  }
  expect(await db().vote.count()).toBe(0)
  for (const path of [`/papers/${paper}`, '/settings', '/settings/export', '/settings/delete'])
    expect((await eve.get(path)).status).toBe(200)
  expect((await eve.post(`/papers/${paper}/save`)).status).toBe(303)
  expect(await log()).toContain('Mona banned Eve')
  clock.passMinutes(1)
  await decide('unban', { reader: eveId })
  expect((await say(eve, 'words')).status).toBe(303)
})

test('whoever deletes the account while banned is banned when they come back, however they do, until they are let in; a hash is all that stays', async () => {
  const email = 'mallory@example.org'
  const of = () => db().reader.findUniqueOrThrow({ where: { email }, select: { id: true, ban: true } })
  await signInAs(email)
  await decide('ban', { reader: (await of()).id }, 'Spam.')
  const { at } = (await of()).ban ?? {}
  for (const comesBack of ['signs in', 'confirms a digest']) {
    await forgetReader(email)
    expect([await db().keptBan.count(), await db().ban.count()]).toEqual([1, 0])
    clock.passMinutes(1)
    if (comesBack === 'signs in') await signInAs(email)
    else {
      const { id: readerId } = await aReader({ email })
      const digest = { readerId, view: '/', rhythm: 'daily', hour: 8, zone: 'UTC', createdAt: clock.now() }
      const { id } = await db().subscription.create({ data: { ...digest, state: 'pending' } })
      expect(await confirm(id, { rhythm: 'daily' }, clock.now())).toBe('confirmed')
    }
    expect((await of()).ban).toMatchObject({ at, reason: 'Spam.' })
    expect(await db().keptBan.count()).toBe(0)
  }
  expect(await log()).toContain('A moderator banned once more, upon return, somebody without a name: Spam.')
  expect(await acts()).toEqual(['ban', 'ban-again', 'ban-again'])
  await decide('unban', { reader: (await of()).id })
  await forgetReader(email)
  await signInAs(email)
  expect((await of()).ban).toBe(null)
})

test('nobody bans a moderator, nor an admin', async () => {
  const { id: admin } = await aReader({ email: 'root@example.org' })
  const comment = said(await say(moderator, 'words'))
  await decide('ban-author', { comment })
  await decide('ban', { reader: admin })
  expect([await db().ban.count(), await acts()]).toEqual([0, []])
})

test('to a closed thread nothing is added until it is opened, and it says why', async () => {
  await decide('lock', { paper }, 'Tempers')
  const refused = await say(eve, 'typed & kept')
  expect([
    refused.status,
    refused.html.includes('closed this thread: Tempers'),
    refused.html.includes('typed &amp; kept'),
  ]).toEqual([422, true, true])
  expect((await eve.get(`/papers/${paper}`)).html).toContain('A moderator closed this thread: Tempers')
  await decide('unlock', { paper })
  expect((await say(eve, 'words')).status).toBe(303)
})

test('a domain and a word are refused from then on, with the reason, also in edits, until the rule is dropped', async () => {
  const comment = said(await say(eve, 'harmless'))
  await decide('add-rule', { kind: 'domain', value: 'Spam.example' }, 'Sells papers')
  await decide('add-rule', { kind: 'word', value: 'Free Money' }, 'Is never free')
  for (const text of ['see https://www.spam.example/x', 'ＦＲＥＥ money!'])
    expect((await say(eve, text)).html).toMatch(/A rule of this site refuses the (domain|word)/)
  expect((await eve.post(`/papers/${paper}/comments/${comment}/edit`, { text: 'free money' })).status).toBe(422)
  for (const text of ['see https://notspam.example/', 'freemoney, free moneys'])
    expect((await say(eve, text)).status).toBe(303)
  await decide('drop-rule', { kind: 'word', value: 'free money' })
  expect((await say(eve, 'free money')).status).toBe(303)
  expect(await log()).toContain('Mona refuses no more the word free money')
})

test('the log offers to undo what still stands, once; pressed again, the answer says that nothing was changed', async () => {
  const comment = said(await say(eve, 'words'))
  const undoes = async () => [...(await log(moderator)).matchAll(/value="([a-z-]+)"[^>]*>Undo</g)].map(([, act]) => act)
  await decide('hide', { comment })
  await decide('lock', { paper })
  expect((await undoes()).sort()).toEqual(['show', 'unlock'])
  clock.passMinutes(1)
  await decide('show', { comment })
  clock.passMinutes(1)
  await decide('ban', { reader: eveId })
  expect(await undoes()).toEqual(['unban', 'hide', 'unlock'])
  const again = await decide('show', { comment })
  expect([again.status, again.html.includes('It was so already')]).toEqual([200, true])
  expect(await acts()).toHaveLength(4)
})

test('a moderator closes a thread where they read it, and opens it again there; the queue knows that it is closed', async () => {
  const comment = said(await say(eve, 'words'))
  await moderator.post(`/papers/${paper}/comments/${comment}/report`, { reason: 'spam' })
  expect((await moderator.get(`/papers/${paper}`)).html).toContain('value="lock"')
  expect((await eve.get(`/papers/${paper}`)).html).not.toContain('value="lock"')
  await decide('lock', { paper })
  for (const path of [`/papers/${paper}`, '/moderation']) {
    const { html } = await moderator.get(path)
    expect([path, html.includes('value="lock"'), html.includes('value="unlock"')]).toEqual([path, false, true])
  }
})

test('no moderator shows their own comment again that another hid', async () => {
  const comment = said(await say(moderator, 'words of mine'))
  await db().comment.update({ where: { id: comment }, data: { hiddenAt: clock.now(), hiddenReason: 'Rude' } })
  expect((await moderator.get(`/papers/${paper}`)).html).not.toContain('value="show"')
  const { status, html } = await decide('show', { comment })
  expect([status, html.includes('another moderator decides')]).toEqual([409, true])
})

test('a report names its reason: none is chosen beforehand, and none is a fault', async () => {
  const comment = said(await say(eve, 'words'))
  const path = `/papers/${paper}/comments/${comment}/report`
  expect((await moderator.get(path)).html).toMatch(/<select[^>]*required[^>]*><option value="">Please choose/)
  expect((await moderator.post(path, { reason: '' })).status).toBe(422)
})

test('names of who wrote and who is called lead to their pages; who is gone is no link', async () => {
  await say(eve, 'Ask @mona or @nobody-here.')
  const { html } = await eve.get(`/papers/${paper}`)
  expect(html).toContain('<strong><a href="/people/Eve">Eve</a></strong>')
  expect(html).toContain('<a href="/people/Mona">@mona</a> or @nobody-here')
})

test('whoever moderates finds the way there in the settings, others do not', async () => {
  expect((await moderator.get('/settings')).html).toContain('<a href="/moderation">')
  expect((await eve.get('/settings')).html).not.toContain('<a href="/moderation">')
})

test('an act wants a reason and somebody who may; the log is a feed, too', async () => {
  const comment = said(await say(eve, 'words'))
  expect((await decide('hide', { comment }, ' ')).status).toBe(422)
  expect((await eve.post('/moderation/acts', { act: 'hide', comment, reason: 'x' })).status).toBe(403)
  expect((await eve.get('/moderation')).status).toBe(403)
  expect(await acts()).toEqual([])
  await decide('hide', { comment }, '<b>')
  const { items } = JSON.parse((await new Visitor().get('/moderation/log.json')).html)
  expect(items).toMatchObject([{ title: `Mona hid a comment on arXiv:${paper}`, content_text: '<b>' }])
})
