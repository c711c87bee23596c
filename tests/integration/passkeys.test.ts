import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { anAuthenticator } from '../support/authenticator'
import { useTestDatabase } from '../support/database'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const HOME = { origin: 'http://localhost:3000', rpId: 'localhost' }
const clock = aClock('2026-11-29T08:00:00Z')

beforeEach(async () => {
  clock.moveTo('2026-11-29T08:00:00Z')
  setSettings({}, clock)
  await db().$executeRaw`truncate readers, sign_in_requests, deliveries, rate_limits, passkey_challenges cascade`
})

const challengeOf = async (visitor: Visitor, path: string): Promise<string> =>
  JSON.parse((await visitor.post(path)).html).challenge

const whoIs = async (visitor: Visitor) =>
  /signed in as <strong>([^<]+)/.exec((await visitor.get('/settings')).html)?.[1]

/** A reader with a passkey of this authenticator. */
async function adaWith(key: ReturnType<typeof anAuthenticator>): Promise<Visitor> {
  const ada = await signInAs(ADA)
  const answer = key.create(await challengeOf(ada, '/settings/passkeys/options'))
  expect(await ada.post('/settings/passkeys', { act: 'add', answer, name: 'My key' })).toMatchObject({ status: 303 })
  return ada
}

async function signInWith(key: ReturnType<typeof anAuthenticator>, lies = {}, visitor = new Visitor()) {
  const answer = key.get(await challengeOf(visitor, '/sign-in/passkey/options'), lies)
  return { visitor, answer, ...(await visitor.post('/sign-in/passkey', { answer, back: '/papers/new' })) }
}

describe('a passkey', () => {
  test('is added in the settings, signs in elsewhere, gets another name, and is taken away', async () => {
    const key = anAuthenticator(HOME)
    const ada = await adaWith(key)
    expect((await ada.get('/settings')).html).toContain('<strong>My key</strong>')
    const elsewhere = await signInWith(key)
    expect(elsewhere).toMatchObject({ status: 303, to: '/papers/new' })
    expect(await whoIs(elsewhere.visitor)).toBe(ADA)
    await ada.post('/settings/passkeys', { act: 'name', id: key.id, name: ' The\nblue  one ' })
    expect((await ada.get('/settings')).html).toContain('<strong>The blue one</strong>')
    const bob = await signInAs('bob@example.org')
    await bob.post('/settings/passkeys', { act: 'remove', id: key.id })
    expect(await signInWith(key)).toMatchObject({ status: 303 })
    await ada.post('/settings/passkeys', { act: 'remove', id: key.id })
    expect(await signInWith(key)).toMatchObject({ status: 422 })
  })

  test('answers one question once, in the browser that was asked, within five minutes', async () => {
    const key = anAuthenticator(HOME)
    await adaWith(key)
    const { visitor, answer } = await signInWith(key)
    expect(await visitor.post('/sign-in/passkey', { answer })).toMatchObject({ status: 422 })
    const [asked, other] = [new Visitor(), new Visitor()]
    const forAsked = key.get(await challengeOf(asked, '/sign-in/passkey/options'))
    await challengeOf(other, '/sign-in/passkey/options')
    expect(await other.post('/sign-in/passkey', { answer: forAsked })).toMatchObject({ status: 422 })
    clock.passMinutes(6)
    expect(await asked.post('/sign-in/passkey', { answer: forAsked })).toMatchObject({ status: 422 })
    // Sent twenty times at once, it signs in once.
    const many = new Visitor()
    const once = key.get(await challengeOf(many, '/sign-in/passkey/options'))
    const copies = Array.from({ length: 20 }, () => {
      const copy = new Visitor()
      for (const [name, value] of many.cookies) copy.cookies.set(name, value)
      return copy.post('/sign-in/passkey', { answer: once })
    })
    const statuses = (await Promise.all(copies)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  })

  test('is not believed for another site, another question, without its holder, or by another key', async () => {
    const key = anAuthenticator(HOME)
    await adaWith(key)
    for (const lies of [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { challenge: 'another' },
      // Present, and not verified.
      { flags: 0x01 },
      { flags: 0x00 },
    ]) {
      expect([lies, (await signInWith(key, lies)).status]).toEqual([lies, 422])
    }
    const stranger = anAuthenticator(HOME)
    const visitor = new Visitor()
    const forged = stranger.get(await challengeOf(visitor, '/sign-in/passkey/options')).replaceAll(stranger.id, key.id)
    expect(await visitor.post('/sign-in/passkey', { answer: forged })).toMatchObject({ status: 422 })
    for (const answer of ['', '{', '{}', JSON.stringify({ id: 'x' }), 'x'.repeat(30_000)])
      expect((await new Visitor().post('/sign-in/passkey', { answer })).status).toBe(422)
    expect(await db().session.count()).toBe(1)
  })

  test('is added only by the reader who asked, and a counter that went back is a copy', async () => {
    const key = anAuthenticator(HOME)
    const ada = await signInAs(ADA)
    const bob = await signInAs('bob@example.org')
    const answer = key.create(await challengeOf(ada, '/settings/passkeys/options'))
    await challengeOf(bob, '/settings/passkeys/options')
    expect(await bob.post('/settings/passkeys', { act: 'add', answer })).toMatchObject({ status: 422 })
    for (const lies of [{ origin: 'https://evil.example' }, { flags: 0x01 }, { challenge: 'x' }]) {
      const lied = key.create(await challengeOf(ada, '/settings/passkeys/options'), lies)
      expect(await ada.post('/settings/passkeys', { act: 'add', answer: lied })).toMatchObject({ status: 422 })
    }
    expect(await new Visitor().post('/settings/passkeys/options')).toMatchObject({ status: 401 })
    await adaWith(key)
    await db().passkey.update({ where: { id: key.id }, data: { counter: 1_000 } })
    expect(await signInWith(key)).toMatchObject({ status: 422 })
  })
})
