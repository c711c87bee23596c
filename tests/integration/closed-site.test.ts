import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invite, uninvite } from '@/lib/accounts/invitations'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { freezeAllDue } from '@/lib/digest/freeze'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader, aSession } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'
import { mailedTo, Visitor } from '../support/visitor'
import { type RunningWeb, startWeb } from '../support/web'

const database = useTestDatabase()
const PRIVATE = {
  SITE_MODE: 'private',
  ADMIN_EMAILS: 'root@example.org',
  SECRET: 'a secret for tests that is long enough',
}
const TITLE = 'A paper that nobody outside may know of'
const ADA = 'ada@example.org'
/** A member's, Eve's, who is none, and one that was signed out. */
const cookies = { ada: '', eve: '', over: 'broadsheet-session=what-was-signed-out' }
let web: RunningWeb
let paperId = ''

beforeAll(async () => {
  setSettings(PRIVATE, aClock(new Date().toISOString()))
  paperId = (await aPaper({ title: TITLE, votes: 3, announced: [{ day: '2026-11-20' }] })).id
  await db().$transaction((tx) => invite(tx, ADA, 'root', new Date()))
  cookies.ada = (await aSession(await aReader({ email: ADA }))).cookie
  cookies.eve = (await aSession(await aReader({ email: 'eve@example.org' }))).cookie
  web = await startWeb({ DATABASE_URL: database.url, ...PRIVATE })
})

afterAll(() => web.stop())

const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(web.url + path, { redirect: 'manual', headers: { accept: 'text/html', ...headers }, ...init })

/** What stands in the place of the parameters of an address. */
const IN_PLACE: Record<string, () => string[]> = {
  '[...missing]': () => ['nothing-here', '_next/static/x.js', '404'],
  '[...path]': () => [
    ...[paperId, `${paperId}.png`, `${paperId}.md`, `${paperId}/why`, `${paperId}/why.csv`, `${paperId}/vote`],
    ...['new', 'new.rss', 'new.atom', 'new.json', 'date/2026-11-20', 'date/2026-11-20.json', 'week/2026-W47'],
  ],
  '[...id]': () => [paperId],
  '[...paper]': () => [paperId],
  '[provider]': () => ['lab'],
  '[file]': () => ['papers-1.xml'],
}
const A_TOKEN = 'A_token-of-nobody'

/** Every address of the site that a file of `app/` answers, with something in place of its parameters. */
function everyAddress(): string[] {
  const files = readdirSync('app', { recursive: true, withFileTypes: true })
  const routes = files.filter(({ name }) => /^route\.tsx?$/.test(name)).map(({ parentPath }) => parentPath.slice(3))
  return routes.flatMap((route) => {
    const [, parameter] = /(\[\.\.\.\w+\]|\[file\]|\[provider\])/.exec(route) ?? []
    const values = parameter ? (IN_PLACE[parameter]?.() ?? [A_TOKEN]) : ['']
    return values.map((value) => route.replace(parameter ?? '', value).replace(/\[\w+\]/g, A_TOKEN) || '/')
  })
}

/** All that anybody gets to see, and none of it tells of a paper. */
const OPEN = new Set([
  ...['/sign-in', '/sign-in/code', `/sign-in/link/${A_TOKEN}`, `/invitations/${A_TOKEN}`],
  ...['/sign-in/openid/lab', '/sign-in/openid/lab/back', '/sign-in/passkey', '/sign-in/passkey/options'],
  ...[`/subscriptions/confirm/${A_TOKEN}`, `/subscriptions/unsubscribe/${A_TOKEN}`],
  ...['/offline', '/manifest.webmanifest', '/robots.txt', '/readyz', '/metrics'],
  // Of a house without a mail server, on this machine only.
  ...['/mailbox', `/mailbox/papers-1.xml`, `/mailbox/papers-1.xml/html`],
])

/** What is posted from sign-in, and the form for a code that was not asked for: asked for alone, they lead there. */
const LEADS_TO_SIGN_IN = new Set([
  '/sign-in/code',
  '/sign-in/openid/lab',
  '/sign-in/passkey',
  '/sign-in/passkey/options',
])

const isRefused = (answer: Response) =>
  answer.status === 401 || (answer.status === 303 && /^\/sign-in(\?back=|$)/.test(answer.headers.get('location') ?? ''))

describe('of a site for invited readers', () => {
  test('nobody outside gets anything from any route, page or program, also where a page is kept', async () => {
    const addresses = everyAddress()
    expect(addresses.length).toBeGreaterThan(90)
    const closed = addresses.filter((address) => !OPEN.has(address))
    // A member goes first, so that whatever is kept is kept.
    for (const path of ['/', '/papers/new', '/papers/new.rss', `/papers/${paperId}`]) {
      for (let again = 0; again < 2; again++) {
        expect([path, await (await ask(path, { cookie: cookies.ada })).text()]).toEqual([
          path,
          expect.stringContaining(TITLE),
        ])
      }
    }
    const outsiders: Record<string, string>[] = [
      { accept: 'text/html' },
      { accept: 'text/html', cookie: cookies.eve },
      { accept: 'application/json', cookie: cookies.over },
      { accept: '*/*', authorization: `Bearer ${'x'.repeat(43)}` },
    ]
    const leaks: unknown[] = []
    for (const path of closed) {
      for (const headers of outsiders) {
        const answer = await ask(path, headers)
        const text = await answer.text()
        const isWhole = isRefused(answer) && !text.includes(TITLE) && !text.includes(paperId)
        const cache = answer.headers.get('cache-control') ?? ''
        if (!isWhole || !/no-store/.test(cache)) leaks.push([path, headers, answer.status, cache])
      }
      const posted = await ask(path, { 'content-type': 'application/x-www-form-urlencoded' }, { method: 'POST' })
      if (!isRefused(posted)) leaks.push([path, 'POST', posted.status])
    }
    expect(leaks).toEqual([])
  }, 120_000)

  test('what is open tells of no paper, and is nothing that others may keep', async () => {
    for (const path of OPEN) {
      const answer = await ask(path)
      const text = await answer.text()
      expect([path, isRefused(answer), text.includes(TITLE)]).toEqual([path, LEADS_TO_SIGN_IN.has(path), false])
      expect([path, answer.headers.get('cache-control')]).toEqual([path, expect.stringMatching(/private|no-store/)])
    }
    expect(await (await ask('/robots.txt')).text()).toBe('User-agent: *\nDisallow: /\n')
    expect(await (await ask('/readyz')).text()).toBe('ready\n')
    expect((await ask('/healthz')).status).toBe(200)
  })

  test('a page is led to sign-in and back, a program is told; spellings of an address open nothing', async () => {
    const page = await ask('/papers/new?types=new')
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?back=%2Fpapers%2Fnew%3Ftypes%3Dnew'])
    expect((await ask('/papers/new', { accept: 'application/json' })).headers.get('content-type')).toContain(
      'problem+json',
    )
    for (const path of [
      '//papers/new',
      '/sign-in/../papers/new',
      '/sign-in/code/../../papers/new.rss',
      '/readyz/../api/papers',
      '/%70apers/new',
      '/sign-in%2F..%2Fpapers/new',
    ]) {
      expect([path, isRefused(await ask(path))]).toEqual([path, true])
    }
    // Whoever was inside once forgets what the browser kept.
    expect((await ask('/', { cookie: cookies.over })).headers.get('clear-site-data')).toBe('"cache", "storage"')
  })

  test('what a member gets may be kept by nobody on the way', async () => {
    for (const path of [
      '/',
      '/papers/new.rss',
      '/papers/new.json',
      '/api/papers',
      `/papers/${paperId}.png`,
      '/sitemap.xml',
      '/about/freshness.svg',
    ]) {
      const answer = await ask(path, { cookie: cookies.ada })
      await answer.arrayBuffer()
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
        path,
        200,
        expect.stringMatching(/private|no-store/),
      ])
      expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    }
  })

  test('a key opens feeds to a member’s programs and nothing else, until it is taken back', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ act: 'make' }) }
    const made = await (await ask('/settings/feeds', { cookie: cookies.ada }, form)).text()
    const [, key = ''] = /<code>([\w-]{43})<\/code>/.exec(made) ?? []
    for (const path of [`/papers/new.rss?key=${key}`, `/feed.atom?key=${key}`, `/api/papers?key=${key}`]) {
      expect([path, await (await ask(path)).text()]).toEqual([path, expect.stringContaining(TITLE)])
    }
    expect((await ask('/feed.json', { authorization: `Bearer ${key}` })).status).toBe(200)
    const { id: readerId } = await db().reader.findUniqueOrThrow({ where: { email: ADA } })
    const entries = { create: { paperId, addedAt: new Date() } }
    const list = await db().list.create({ data: { readerId, name: 'Own', createdAt: new Date(), entries } })
    expect(await (await ask(`/lists/${list.key}.json?key=${key}`)).text()).toContain(TITLE)
    for (const path of [`/?key=${key}`, `/papers/${paperId}?key=${key}`, `/papers/${paperId}.png?key=${key}`]) {
      expect([path, isRefused(await ask(path))]).toEqual([path, true])
    }
    await ask('/settings/feeds', { cookie: cookies.ada }, { method: 'POST', body: new URLSearchParams({ act: 'end' }) })
    expect((await ask(`/feed.atom?key=${key}`)).status).toBe(401)
  })
})

describe('belonging', () => {
  test('an invitation is good once, for its address; the button mails a code, and signs nobody in', async () => {
    const clock = aClock(SLOT.toISOString())
    setSettings(PRIVATE, clock)
    await db().$transaction((tx) => invite(tx, 'bob@example.org', 'root', clock.now()))
    const mail = await db().delivery.findFirstOrThrow({ where: { recipient: 'bob@example.org', kind: 'invitation' } })
    await db().delivery.delete({ where: { id: mail.id } })
    const link = new URL((mail.content as { url: string }).url).pathname
    const bob = new Visitor()
    expect(await bob.get(link)).toMatchObject({ status: 200, html: expect.stringContaining('bob@example.org') })
    expect(await db().delivery.count({ where: { recipient: 'bob@example.org' } })).toBe(0)
    expect(await bob.post(link)).toMatchObject({ status: 303, to: '/sign-in/code' })
    expect(await new Visitor().get(`${link.slice(0, -2)}xx`)).toMatchObject({ status: 410 })
    const { code } = await mailedTo('bob@example.org')
    expect(await bob.post('/sign-in/code', { code })).toMatchObject({ status: 303, to: '/' })
    expect(await new Visitor().get(link)).toMatchObject({ status: 410 })
  })

  test('who is not invited gets the same answer and no mail; who is taken out is signed out everywhere', async () => {
    const clock = aClock(SLOT.toISOString())
    setSettings(PRIVATE, clock)
    const answers = []
    for (const email of ['mallory@example.org', 'root@example.org']) {
      const { status, to } = await new Visitor().post('/sign-in', { email })
      answers.push([status, to, await db().delivery.count({ where: { recipient: email } })])
    }
    expect(answers).toEqual([
      [303, '/sign-in/code', 0],
      [303, '/sign-in/code', 1],
    ])
    const { id } = await db().invitation.findUniqueOrThrow({ where: { email: ADA } })
    expect((await ask('/', { cookie: cookies.ada })).status).toBe(200)
    await db().$transaction((tx) => uninvite(tx, id))
    expect((await ask('/', { cookie: cookies.ada })).status).toBe(303)
  })

  test('a digest goes to nobody who does not belong, also when they subscribed while the site was public', async () => {
    const clock = aClock(SLOT.toISOString())
    setSettings(PRIVATE, clock)
    await db().$executeRaw`truncate readers, deliveries, issues cascade`
    await db().$transaction((tx) => invite(tx, 'in@example.org', 'root', clock.now()))
    await db().delivery.deleteMany()
    for (const email of ['in@example.org', 'out@example.org']) await aSubscription({ email })
    await freezeAllDue(clock.now())
    const transport = aMemoryTransport()
    await deliverDue({ transport, clock, leaseMs: 60_000 })
    expect(transport.sent.map(({ recipient }) => recipient)).toEqual(['in@example.org'])
  })
})
