import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { useTestDatabase } from '../support/database'
import { type FakeProvider, providerSettings, startOpenIdProvider } from '../support/openid-provider'
import { aClock, setSettings } from '../support/settings'
import { signInAs, type Visit, Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const clock = aClock('2026-11-29T08:00:00Z')
let lab: FakeProvider

beforeAll(async () => {
  lab = await startOpenIdProvider()
})
afterAll(() => lab.close())
beforeEach(async () => {
  clock.moveTo('2026-11-29T08:00:00Z')
  settings()
  lab.account = { sub: 'ada-at-the-lab', name: 'Ada', email: ADA, email_verified: true, groups: ['members'] }
  lab.tamper = (claims) => claims
  lab.isAway = false
  await db()
    .$executeRaw`truncate readers, sign_in_requests, deliveries, rate_limits, identities, openid_requests, invitations cascade`
})

const settings = (more: Record<string, string> = {}, provider: object = {}) =>
  setSettings({ OPENID_PROVIDERS: JSON.stringify([providerSettings(lab, provider)]), ...more }, clock)

/** Goes to the provider and agrees there. @returns the query to come back with */
async function go(visitor: Visitor, back = '/papers/new'): Promise<string> {
  const { headers, status } = await visitor.post('/sign-in/openid/lab', { back })
  expect(status).toBe(200)
  const [, url = ''] = /^0; url=(.*)$/.exec(headers.get('refresh') ?? '') ?? []
  return lab.agree(url)
}

const comeBack = (visitor: Visitor, answer: string): Promise<Visit> =>
  visitor.post('/sign-in/openid/lab/back', { answer })
const signIn = async (visitor = new Visitor()) => comeBack(visitor, await go(visitor))
const whoIs = async (visitor: Visitor) =>
  /signed in as <strong>([^<]+)/.exec((await visitor.get('/settings')).html)?.[1]

describe('a provider', () => {
  test('signs in who it verified, once, by a press and never by a GET', async () => {
    const ada = new Visitor()
    expect((await ada.get('/sign-in')).html).toContain('Sign in with Our lab')
    const answer = await go(ada)
    const page = await ada.get(`/sign-in/openid/lab/back?${answer}`)
    expect([page.status, await db().session.count()]).toEqual([200, 0])
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    expect(await comeBack(ada, answer)).toMatchObject({ status: 303, to: '/papers/new' })
    expect(await whoIs(ada)).toBe(ADA)
    expect(await comeBack(ada, answer)).toMatchObject({ status: 403 })
    expect(await db().openIdRequest.count()).toBe(0)
    // The second time it is the same account, also under another address.
    lab.account = { ...lab.account, email: 'countess@example.org' }
    const later = new Visitor()
    await signIn(later)
    expect([await whoIs(later), await db().reader.count()]).toEqual([ADA, 1])
  })

  test('signs into the account that an address has already, and into none by an address that it did not verify', async () => {
    await signInAs(ADA)
    await signIn()
    expect(await db().reader.count()).toBe(1)
    await db().identity.deleteMany()
    for (const email_verified of [false, null, 'yes', undefined]) {
      lab.account = { ...lab.account, email_verified }
      expect(await signIn()).toMatchObject({
        status: 403,
        html: expect.stringContaining('no address that it verified'),
      })
    }
    expect(await db().identity.count()).toBe(0)
  })

  test('is linked by a reader who is signed in, whatever address it tells; taken off, it signs nobody in', async () => {
    lab.account = { sub: '0000-0002-1825-0097', name: 'Josiah' }
    const ada = await signInAs(ADA)
    expect(await comeBack(ada, await go(ada, '/settings'))).toMatchObject({ status: 303, to: '/settings' })
    expect((await ada.get('/settings')).html).toContain('as Josiah')
    const elsewhere = new Visitor()
    await signIn(elsewhere)
    expect(await whoIs(elsewhere)).toBe(ADA)
    const bob = await signInAs('bob@example.org')
    expect(await comeBack(bob, await go(bob))).toMatchObject({
      status: 403,
      html: expect.stringContaining('another account'),
    })
    await ada.post('/settings/providers', { provider: 'lab' })
    expect(await signIn()).toMatchObject({ status: 403 })
  })

  test('finishes only in the browser that went, in time, and as the reader who went', async () => {
    const [ada, mallory] = [new Visitor(), new Visitor()]
    const answer = await go(ada)
    await go(mallory)
    expect(await comeBack(mallory, answer)).toMatchObject({ status: 403 })
    expect(await comeBack(new Visitor(), answer)).toMatchObject({ status: 403 })
    clock.passMinutes(11)
    expect(await comeBack(ada, answer)).toMatchObject({ status: 403 })
    // Linking was begun by Ada; Bob signed in at this browser meanwhile.
    const shared = await signInAs(ADA)
    const linking = await go(shared)
    await shared.post('/sign-out')
    await signInAs('bob@example.org', shared)
    expect(await comeBack(shared, linking)).toMatchObject({ status: 403 })
    expect(await db().identity.count()).toBe(0)
  })

  test('is not believed when anything of its answer is not as it must be', async () => {
    const forgeries: ((claims: Record<string, unknown>) => Record<string, unknown>)[] = [
      (claims) => ({ ...claims, nonce: 'another' }),
      (claims) => ({ ...claims, aud: 'another client' }),
      (claims) => ({ ...claims, iss: 'https://evil.example' }),
      (claims) => ({ ...claims, exp: 1 }),
      ({ nonce: _, ...claims }) => claims,
    ]
    for (const tamper of forgeries) {
      lab.tamper = tamper
      expect(await signIn()).toMatchObject({ status: 403 })
    }
    lab.tamper = (claims) => claims
    const ada = new Visitor()
    const answer = await go(ada)
    for (const forged of [
      answer.replace(/code=[^&]+/, 'code=x'),
      answer.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example'),
      `${answer}&state=x`,
      'code=1',
      '',
    ]) {
      const again = new Visitor()
      await go(again)
      expect([forged, (await comeBack(again, forged)).status]).toEqual([forged, 403])
    }
    expect(await db().session.count()).toBe(0)
  })

  test('that speaks OAuth only signs in by its own record of the person, and by the primary address that it verified', async () => {
    const [authorize, token, user, emails] = ['authorize', 'token', 'user', 'emails'].map(
      (path) => `${lab.issuer}/${path}`,
    )
    settings({}, { scope: 'read:user', oauth: { authorize, token, user, emails } })
    const listed = [
      { email: 'other@example.org', primary: false, verified: true },
      { email: ADA, primary: true, verified: true },
    ]
    lab.account = { sub: 'not read', id: 4711, login: 'ada', email: 'public@example.org', emails: listed }
    const ada = new Visitor()
    expect(await signIn(ada)).toMatchObject({ status: 303 })
    expect(await whoIs(ada)).toBe(ADA)
    expect(await db().identity.findFirstOrThrow()).toMatchObject({ subject: '4711', name: 'ada' })
    lab.account = { ...lab.account, id: 4712, emails: [{ email: ADA, primary: true, verified: false }] }
    expect(await signIn()).toMatchObject({ status: 403 })
  })

  test('that does not answer is told as that, and an unknown one as unknown', async () => {
    const ada = new Visitor()
    const answer = await go(ada)
    lab.isAway = true
    expect(await comeBack(ada, answer)).toMatchObject({ status: 502 })
    expect(await new Visitor().post('/sign-in/openid/evil', {})).toMatchObject({ status: 404 })
  })
})

describe('a site for a group', () => {
  const group = () => settings({ SITE_MODE: 'openid:lab:members', ADMIN_EMAILS: 'root@example.org' })

  test('lets in whom its provider tells to be of it, and puts out whom it tells no more', async () => {
    group()
    const ada = new Visitor()
    expect(await signIn(ada)).toMatchObject({ status: 303 })
    expect(await whoIs(ada)).toBe(ADA)
    lab.account = { ...lab.account, groups: ['guests'] }
    expect(await signIn()).toMatchObject({ status: 403, html: expect.stringContaining('not for everybody') })
    expect(await whoIs(ada)).toBeUndefined()
  })

  test('forgets after ninety days what was told, and lets nobody in by mail but admins and members', async () => {
    group()
    const ada = new Visitor()
    await signIn(ada)
    for (let day = 0; day < 89; day += 10) {
      clock.passMinutes(10 * 24 * 60)
      const isIn = (await whoIs(ada)) === ADA
      expect([day, isIn]).toEqual([day, day < 80])
    }
    for (const email of [ADA, 'eve@example.org', 'root@example.org']) await new Visitor().post('/sign-in', { email })
    const mailed = await db().delivery.findMany({ select: { recipient: true } })
    expect(mailed.map(({ recipient }) => recipient)).toEqual(['root@example.org'])
  })
})
