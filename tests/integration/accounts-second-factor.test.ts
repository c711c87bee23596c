import { beforeEach, describe, expect, test } from 'vitest'
import { readerOf } from '@/lib/accounts/session'
import { db } from '@/lib/database/client'
import { adminWithApp, appCode } from '../support/admin'
import { useTestDatabase } from '../support/database'
import { aClock, setSettings } from '../support/settings'
import { secretOn } from '../support/totp-secret'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const ADMIN = 'root@example.org'
const clock = aClock('2026-11-20T08:00:00Z')

beforeEach(async () => {
  clock.moveTo('2026-11-20T08:00:00Z')
  setSettings({ ADMIN_EMAILS: 'Root@example.org' }, clock)
  await db().$executeRaw`truncate readers, sign_in_requests, deliveries, rate_limits cascade`
})

const isAdmin = async (visitor: Visitor) => (await readerOf(visitor.request('/admin')))?.isAdmin

const shownBy = (secret: Buffer) => appCode(secret, clock)
const anAdmin = () => adminWithApp(ADMIN, clock)

const signedInAgain = () => signInAs(ADMIN)

describe('the address of an admin', () => {
  test('alone gives no right', async () => {
    const visitor = await signInAs(ADMIN)
    expect(await isAdmin(visitor)).toBe(false)
    expect((await visitor.get('/admin')).status).toBe(403)
  })

  test('is asked for the second step right after signing in', async () => {
    const visitor = new Visitor()
    await visitor.post('/sign-in', { email: ADMIN, back: '/settings' })
    const mail = await db().delivery.findFirstOrThrow({ where: { recipient: ADMIN } })
    const { code } = mail.content as { code: string }
    expect((await visitor.post('/sign-in/code', { code })).to).toBe('/sign-in/second-factor?back=%2Fsettings')
  })

  test('of nobody else finds anything at these pages', async () => {
    const reader = await signInAs('ada@example.org')
    for (const visitor of [reader, new Visitor()]) expect((await visitor.get('/admin')).status).toBe(404)
    expect((await reader.get('/sign-in/second-factor')).status).toBe(404)
    expect((await reader.post('/sign-in/second-factor/set-up')).status).toBe(404)
    expect((await reader.post('/sign-in/second-factor', { code: '000000' })).status).toBe(404)
    expect((await new Visitor().get('/sign-in/second-factor')).status).toBe(303)
  })
})

describe('setting up an app', () => {
  test('shows key and QR code without inline style, and its first code opens the operators’ page', async () => {
    const visitor = await signInAs(ADMIN)
    expect((await visitor.get('/sign-in/second-factor')).html).toContain('Set up an authenticator app')
    expect(await db().secondFactorSetup.count()).toBe(0)

    const { to } = await visitor.post('/sign-in/second-factor/set-up', { back: '/admin' })
    const { html } = await visitor.get(to ?? '')
    expect(html).toContain('<svg role="img"')
    expect(html).not.toContain('style=')

    const tokenBefore = visitor.cookies.get('broadsheet-session')
    const confirmed = await visitor.post('/sign-in/second-factor/confirm', {
      code: shownBy(secretOn(html)),
      back: '/admin',
    })
    expect(confirmed.html.match(/<code>[0-9A-Z]{5}-[0-9A-Z]{5}<\/code>/g)).toHaveLength(10)
    expect(visitor.cookies.get('broadsheet-session')).not.toBe(tokenBefore)
    expect(await isAdmin(visitor)).toBe(true)
    expect((await visitor.get('/admin')).html).toContain('Last ingest runs')
  })

  test('is not confirmed by a wrong code, nor from another session', async () => {
    const visitor = await signInAs(ADMIN)
    const { to } = await visitor.post('/sign-in/second-factor/set-up')
    const secret = secretOn((await visitor.get(to ?? '')).html)
    const other = await signInAs(ADMIN)
    expect((await other.get('/sign-in/second-factor/set-up')).to).toBe('/sign-in/second-factor')
    await other.post('/sign-in/second-factor/confirm', { code: shownBy(secret) })
    await visitor.post('/sign-in/second-factor/confirm', { code: '000000' })
    expect(await db().secondFactor.count()).toBe(0)
    expect(await isAdmin(other)).toBe(false)
    expect(await isAdmin(visitor)).toBe(false)
  })

  test('again needs the second step: who can only read the mail cannot replace the app', async () => {
    await anAdmin()
    const thief = await signedInAgain()
    expect((await thief.post('/sign-in/second-factor/set-up')).status).toBe(403)
    expect((await thief.get('/sign-in/second-factor/set-up')).to).toBe('/sign-in/second-factor')
    expect(await isAdmin(thief)).toBe(false)
  })

  test('again, by an admin, leaves the old app in force until the new one is confirmed, then ends its rights', async () => {
    const { visitor, secret: old, recoveryCodes } = await anAdmin()
    const elsewhere = await signedInAgain()
    await elsewhere.post('/sign-in/second-factor', { code: shownBy(old) })
    expect(await isAdmin(elsewhere)).toBe(true)

    const { to } = await visitor.post('/sign-in/second-factor/set-up')
    const fresh = secretOn((await visitor.get(to ?? '')).html)
    clock.passMinutes(1)
    await visitor.post('/sign-in/second-factor/confirm', { code: shownBy(fresh) })
    expect(await isAdmin(visitor)).toBe(true)
    expect(await isAdmin(elsewhere)).toBe(false)
    clock.passMinutes(1)
    for (const code of [shownBy(old), recoveryCodes[0] ?? '']) {
      expect((await elsewhere.post('/sign-in/second-factor', { code })).status).toBe(422)
    }
    expect((await elsewhere.post('/sign-in/second-factor', { code: shownBy(fresh) })).status).toBe(303)
  })

  test('keeps the secret encrypted', async () => {
    const { secret } = await anAdmin()
    const [row] = await db().secondFactor.findMany()
    expect(Buffer.from(row?.secret ?? []).includes(secret)).toBe(false)
  })
})

describe('the second step', () => {
  test('is taken at every sign-in', async () => {
    const { secret } = await anAdmin()
    const visitor = await signedInAgain()
    expect(await isAdmin(visitor)).toBe(false)
    const { status, to } = await visitor.post('/sign-in/second-factor', { code: shownBy(secret), back: '/admin' })
    expect([status, to]).toEqual([303, '/admin'])
    expect(await isAdmin(visitor)).toBe(true)
  })

  test('takes each code once, also when it is sent many times at once', async () => {
    const { secret } = await anAdmin()
    const visitors = [await signedInAgain(), await signedInAgain(), await signedInAgain()]
    const code = shownBy(secret)
    const answers = await Promise.all(visitors.map((visitor) => visitor.post('/sign-in/second-factor', { code })))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect((await (await signedInAgain()).post('/sign-in/second-factor', { code })).status).toBe(422)
  })

  test('is locked after five wrong codes, also for the right one, over all sessions', async () => {
    const { secret } = await anAdmin()
    const visitor = await signedInAgain()
    for (let i = 0; i < 5; i++)
      expect((await visitor.post('/sign-in/second-factor', { code: '000000' })).status).toBe(422)
    const other = await signedInAgain()
    expect((await other.post('/sign-in/second-factor', { code: shownBy(secret) })).status).toBe(429)
    expect(await isAdmin(other)).toBe(false)
  })

  test('takes a recovery code in place of the app, once', async () => {
    const { recoveryCodes } = await anAdmin()
    const [code = ''] = recoveryCodes
    const visitor = await signedInAgain()
    expect((await visitor.post('/sign-in/second-factor', { code: code.toLowerCase() })).status).toBe(303)
    expect(await isAdmin(visitor)).toBe(true)
    expect((await visitor.get('/settings')).html).toContain('Recovery codes left')
    expect(await db().recoveryCode.count()).toBe(9)
    expect((await (await signedInAgain()).post('/sign-in/second-factor', { code })).status).toBe(422)
  })

  test('has to be taken again after half an hour without use; the reader stays signed in', async () => {
    const { visitor } = await anAdmin()
    clock.passMinutes(28)
    expect(await isAdmin(visitor)).toBe(true)
    clock.passMinutes(30)
    expect(await isAdmin(visitor)).toBe(false)
    expect(await isAdmin(visitor)).toBe(false)
    expect(await readerOf(visitor.request('/'))).toMatchObject({ email: ADMIN })
  })

  test('has to be taken again after twelve hours, however much it is used', async () => {
    const { visitor } = await anAdmin()
    for (let i = 0; i < 35; i++) {
      clock.passMinutes(20)
      expect(await isAdmin(visitor)).toBe(true)
    }
    clock.passMinutes(20)
    expect(await isAdmin(visitor)).toBe(false)
  })

  test('gives nothing once the operator took the address out of ADMIN_EMAILS', async () => {
    const { visitor } = await anAdmin()
    setSettings({}, clock)
    expect(await isAdmin(visitor)).toBe(false)
    expect((await visitor.get('/admin')).status).toBe(404)
  })
})

describe('when SECRET is rotated', () => {
  const [older, newer] = ['an older secret of at least 32 characters', 'a newer secret of at least 32 characters']
  const rotateTo = (SECRET: string) => setSettings({ ADMIN_EMAILS: ADMIN, SECRET }, clock)
  const answerTo = async (code: string) =>
    (await (await signedInAgain()).post('/sign-in/second-factor', { code })).status

  test('an app that was used while both keys were good goes on to work', async () => {
    rotateTo(older)
    const { secret } = await anAdmin()
    rotateTo(`${newer},${older}`)
    expect(await answerTo(shownBy(secret))).toBe(303)
    clock.passMinutes(1)
    rotateTo(newer)
    expect(await answerTo(shownBy(secret))).toBe(303)
  })

  test('an app that was not is refused like a wrong code, and so are its recovery codes', async () => {
    rotateTo(older)
    const { secret, recoveryCodes } = await anAdmin()
    rotateTo(newer)
    expect(await answerTo(shownBy(secret))).toBe(422)
    expect(await answerTo(recoveryCodes[0] ?? '')).toBe(422)
  })

  test('a set-up that was begun before is begun anew', async () => {
    rotateTo(older)
    const visitor = await signInAs(ADMIN)
    const { to } = await visitor.post('/sign-in/second-factor/set-up')
    const secret = secretOn((await visitor.get(to ?? '')).html)
    rotateTo(newer)
    expect((await visitor.get('/sign-in/second-factor/set-up')).to).toBe('/sign-in/second-factor')
    await visitor.post('/sign-in/second-factor/confirm', { code: shownBy(secret) })
    expect(await db().secondFactor.count()).toBe(0)
  })
})
