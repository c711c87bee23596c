import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { readLink, signLink } from '@/lib/subscriptions/links'
import { setSettings } from '../../support/settings'

const ID = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'
const NOW = new Date('2026-11-20T08:00:00Z')
const soon = new Date('2026-11-23T08:00:00Z')
const forged = { status: 'forged' }

beforeAll(() => {
  setSettings({}, fixedClock(NOW))
})

test('a link gives its subscription back, for its purpose and no other', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const token = signLink('unsubscribe', id)
      expect(readLink('unsubscribe', token, NOW)).toEqual({ status: 'valid', subscriptionId: id })
      for (const purpose of ['confirm', 'manage', 'preview'] as const)
        expect(readLink(purpose, token, NOW)).toEqual(forged)
    }),
    { numRuns: 50 },
  )
})

test('a link with any character changed, added or taken away is forged', () => {
  const token = signLink('confirm', ID, soon)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let at = 0; at < token.length; at++) {
    for (const other of alphabet) {
      if (other === token[at]) continue
      expect(readLink('confirm', token.slice(0, at) + other + token.slice(at + 1), NOW)).toEqual(forged)
    }
    expect(readLink('confirm', token.slice(0, at) + token.slice(at + 1), NOW)).toEqual(forged)
  }
  for (const more of ['A', '=', '.', ' ', '\n']) expect(readLink('confirm', token + more, NOW)).toEqual(forged)
})

test('whatever else stands in the address is forged, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (token) => {
      expect(readLink('manage', token, NOW)).toEqual(forged)
    }),
  )
  expect(readLink('manage', 'A'.repeat(1_000_000), NOW)).toEqual(forged)
})

test('a link is over at its end, and still tells whose it was', () => {
  const token = signLink('confirm', ID, soon)
  expect(readLink('confirm', token, new Date(soon.getTime() - 1))).toMatchObject({ status: 'valid' })
  expect(readLink('confirm', token, soon)).toEqual({ status: 'over', subscriptionId: ID })
})

test('the end cannot be put off', () => {
  const early = Buffer.from(signLink('confirm', ID, NOW), 'base64url')
  early.writeUInt32BE(0, 16)
  expect(readLink('confirm', early.toString('base64url'), NOW)).toEqual(forged)
})

test('unsubscribing works for ever, and while the secret is being changed', () => {
  const older = 'an older secret that is long enough to be taken'
  const newer = 'the newer secret that is long enough to be taken'
  setSettings({ SECRET: older }, fixedClock(NOW))
  const token = signLink('unsubscribe', ID)
  setSettings({ SECRET: `${newer},${older}` }, fixedClock(NOW))
  expect(readLink('unsubscribe', token, new Date('2099-01-01'))).toEqual({ status: 'valid', subscriptionId: ID })
  setSettings({ SECRET: newer }, fixedClock(NOW))
  expect(readLink('unsubscribe', token, NOW)).toEqual(forged)
})
