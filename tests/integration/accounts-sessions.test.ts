import { beforeEach, describe, expect, test } from 'vitest'
import { readerOf } from '@/lib/accounts/session'
import { sweepAccounts } from '@/lib/accounts/sweep'
import { db } from '@/lib/database/client'
import { useTestDatabase } from '../support/database'
import { aClock, setSettings } from '../support/settings'
import { mailedTo, signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const DAY_MINUTES = 24 * 60
const SESSION = 'broadsheet-session'
const clock = aClock('2026-11-20T08:00:00Z')

beforeEach(async () => {
  clock.moveTo('2026-11-20T08:00:00Z')
  setSettings({}, clock)
  await db().$executeRaw`truncate readers, sign_in_requests, deliveries, rate_limits cascade`
})

const isSignedIn = async (visitor: Visitor) => (await readerOf(visitor.request('/'))) !== null

describe('a session', () => {
  test('lives in the database as a hash only', async () => {
    const visitor = await signInAs('ada@example.org')
    const token = visitor.cookies.get(SESSION) ?? ''
    expect(token).toMatch(/^[\w-]{43}$/)
    const [row] = await db().session.findMany()
    expect(Buffer.from(row?.tokenHash ?? []).toString('base64url')).not.toBe(token)
    expect(JSON.stringify(await db().$queryRaw`select s::text from sessions s`)).not.toContain(token)
  })

  test('ends after two weeks without use, and lives on when it is used', async () => {
    const [used, idle] = [await signInAs('ada@example.org'), await signInAs('bob@example.org')]
    clock.passMinutes(13 * DAY_MINUTES)
    expect(await isSignedIn(used)).toBe(true)
    clock.passMinutes(DAY_MINUTES)
    expect(await isSignedIn(used)).toBe(true)
    expect(await isSignedIn(idle)).toBe(false)
  })

  test('ends after 90 days, however much it is used', async () => {
    const visitor = await signInAs('ada@example.org')
    for (let week = 0; week < 12; week++) {
      clock.passMinutes(7 * DAY_MINUTES)
      expect(await isSignedIn(visitor)).toBe(true)
    }
    clock.passMinutes(6 * DAY_MINUTES)
    expect(await isSignedIn(visitor)).toBe(false)
    await sweepAccounts(clock.now())
    expect(await db().session.count()).toBe(0)
  })

  test('cannot be planted: whatever cookie a browser brings, signing in gives it a new one and ends the old', async () => {
    const attacker = await signInAs('mallory@example.org')
    const planted = attacker.cookies.get(SESSION) ?? ''
    const victim = new Visitor()
    victim.cookies.set(SESSION, planted)
    await victim.post('/sign-in', { email: 'ada@example.org' })
    await victim.post('/sign-in/code', { code: (await mailedTo('ada@example.org')).code })
    expect(victim.cookies.get(SESSION)).not.toBe(planted)
    expect(await readerOf(victim.request('/'))).toMatchObject({ email: 'ada@example.org' })
    expect(await isSignedIn(attacker)).toBe(false)
  })

  test.each(['', 'x', 'A'.repeat(43), "' or true --", 'A'.repeat(4_000)])('is not opened by %j', async (token) => {
    await signInAs('ada@example.org')
    const visitor = new Visitor()
    visitor.cookies.set(SESSION, token)
    expect(await isSignedIn(visitor)).toBe(false)
  })

  test('sent twice under one name, opens nothing', async () => {
    const { cookies } = await signInAs('ada@example.org')
    const cookie = `${SESSION}=${cookies.get(SESSION)}; ${SESSION}=x`
    expect(await readerOf(new Request('http://localhost:3000/', { headers: { cookie } }))).toBeNull()
  })
})

describe('signing out', () => {
  test('ends the session at the server: the old cookie opens nothing any more', async () => {
    const visitor = await signInAs('ada@example.org')
    const kept = new Visitor()
    kept.cookies.set(SESSION, visitor.cookies.get(SESSION) ?? '')
    expect(await visitor.post('/sign-out')).toMatchObject({ status: 303, to: '/' })
    expect(visitor.cookies.size).toBe(0)
    expect(await isSignedIn(kept)).toBe(false)
  })

  test('needs the button: opening the address only shows it', async () => {
    const visitor = await signInAs('ada@example.org')
    expect((await visitor.get('/sign-out')).html).toContain('Sign out of this browser')
    expect(await isSignedIn(visitor)).toBe(true)
  })
})

describe('the settings', () => {
  test('are for who is signed in; others are led to sign in and back', async () => {
    expect(await new Visitor().get('/settings')).toMatchObject({ status: 303, to: '/sign-in?back=%2Fsettings' })
    expect(await new Visitor().post('/settings/sessions', { session: 'others' })).toMatchObject({ status: 303 })
  })

  test('list where the reader is signed in, and end a session elsewhere', async () => {
    const phone = new Visitor(
      '198.51.100.1',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) Version/20.0 Safari/604.1',
    )
    await signInAs('ada@example.org', phone)
    clock.passMinutes(1)
    const desk = await signInAs('ada@example.org')
    const { html } = await desk.get('/settings')
    expect(html).toContain('ada@example.org')
    expect(html).toMatch(/Firefox on Linux.*\(this browser\).*Safari on iPhone/s)

    const [, session = ''] = /name="session" value="([\w-]{36})"/.exec(html) ?? []
    expect(await desk.post('/settings/sessions', { session })).toMatchObject({ status: 303, to: '/settings' })
    expect(await isSignedIn(phone)).toBe(false)
    expect(await isSignedIn(desk)).toBe(true)
  })

  test('end all other sessions at once', async () => {
    const others = []
    for (let i = 0; i < 3; i++) {
      others.push(await signInAs('ada@example.org'))
      clock.passMinutes(1)
    }
    const desk = await signInAs('ada@example.org')
    await desk.post('/settings/sessions', { session: 'others' })
    expect(await Promise.all(others.map(isSignedIn))).toEqual([false, false, false])
    expect(await isSignedIn(desk)).toBe(true)
  })

  test("never touch another reader's session", async () => {
    const [ada, mallory] = [await signInAs('ada@example.org'), await signInAs('mallory@example.org')]
    const [{ id = '' } = {}] = await db().session.findMany({ where: { reader: { email: 'ada@example.org' } } })
    await mallory.post('/settings/sessions', { session: id })
    await mallory.post('/settings/sessions', { session: 'others' })
    expect(await isSignedIn(ada)).toBe(true)
    expect((await mallory.post('/settings/sessions', { session: 'all' })).status).toBe(400)
  })
})
