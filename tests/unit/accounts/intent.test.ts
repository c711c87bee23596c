import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Intent, intentCookie, readIntent } from '@/lib/accounts/intent'
import { keyedHash } from '@/lib/accounts/tokens'
import { aClock, setSettings } from '../../support/settings'

const now = new Date('2026-11-20T08:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const vote: Intent = { act: 'vote', paperId: 'hep-th/9901001', back: '/papers/new' }

beforeAll(() => {
  setSettings({}, aClock(now.toISOString()))
})

const cookieValue = (line: string) => line.slice(line.indexOf('=') + 1, line.indexOf(';'))
const requestWith = (value: string) =>
  new Request('http://localhost:3000/sign-in/code', { headers: { cookie: `broadsheet-intent=${value}` } })

test('an intent comes back as it was kept, for half an hour', () => {
  const request = requestWith(cookieValue(intentCookie(vote, now)))
  expect(readIntent(request, now)).toEqual(vote)
  expect(readIntent(request, later(29))).toEqual(vote)
  expect(readIntent(request, later(30))).toBeNull()
})

test('its cookie is HttpOnly, Lax and short-lived', () => {
  expect(intentCookie(vote, now)).toMatch(/; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('a way back to another site is not taken along', () => {
  const request = requestWith(cookieValue(intentCookie({ ...vote, back: '//evil.example' }, now)))
  expect(readIntent(request, now)?.back).toBe('/')
})

test('any change of a single character makes it worthless', () => {
  const value = cookieValue(intentCookie(vote, now))
  fc.assert(
    fc.property(fc.nat(value.length - 1), fc.constantFrom(...'ABCDwxyz0189-_.'.split('')), (at, character) => {
      const changed = value.slice(0, at) + character + value.slice(at + 1)
      // The last character of base64url holds unused bits: another one can stand for the same bytes, which are still ours.
      if (changed !== value) expect([null, vote]).toContainEqual(readIntent(requestWith(changed), now))
      if (changed !== value && at !== value.length - 1) expect(readIntent(requestWith(changed), now)).toBeNull()
    }),
  )
})

test('what was not signed for this purpose is not taken, whatever it is', () => {
  const sign = (purpose: string, content: object) => {
    const text = Buffer.from(JSON.stringify(content)).toString('base64url')
    return `${text}.${Buffer.from(keyedHash(purpose, text)).toString('base64url')}`
  }
  const content = { purpose: 'intent', ...vote, expires: later(5).getTime() }
  expect(readIntent(requestWith(sign('intent', content)), now)).toEqual(vote)
  expect(readIntent(requestWith(sign('unsubscribe', content)), now)).toBeNull()
  expect(readIntent(requestWith(sign('intent', { ...content, purpose: 'unsubscribe' })), now)).toBeNull()
  expect(readIntent(requestWith(sign('intent', { ...content, act: 'unvote' })), now)).toBeNull()
  fc.assert(
    fc.property(fc.string(), (junk) => {
      const value = encodeURIComponent(junk)
      expect(readIntent(requestWith(value), now)).toBeNull()
    }),
  )
})

test('while SECRET is rotated, what the older key signed is still taken; after it, not', () => {
  const [older, newer] = ['an older secret of at least 32 characters', 'a newer secret of at least 32 characters']
  const clock = aClock(now.toISOString())
  setSettings({ SECRET: older }, clock)
  const request = requestWith(cookieValue(intentCookie(vote, now)))
  setSettings({ SECRET: `${newer},${older}` }, clock)
  expect(readIntent(request, now)).toEqual(vote)
  setSettings({ SECRET: newer }, clock)
  expect(readIntent(request, now)).toBeNull()
  setSettings({}, clock)
})
