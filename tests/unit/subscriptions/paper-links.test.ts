import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { paperLinkSigner, readPaperLink } from '@/lib/subscriptions/paper-links'
import { setSettings } from '../../support/settings'

const ID = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'
const NOW = new Date('2026-11-20T08:00:00Z')
const daysLater = (days: number) => new Date(NOW.getTime() + days * 24 * 3_600_000)
const token = () => paperLinkSigner(ID, NOW)('2406.01234')

beforeAll(() => {
  setSettings({}, fixedClock(NOW))
})

test('a link is good for its paper and no other', () => {
  expect(readPaperLink(token(), '2406.01234', NOW)).toEqual({ status: 'valid', subscriptionId: ID })
  expect(readPaperLink(token(), '2406.01235', NOW)).toEqual({ status: 'forged' })
})

test('any subscription and any paper are read back', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string(), (id, paper) => {
      expect(readPaperLink(paperLinkSigner(id, NOW)(paper), paper, NOW)).toEqual({
        status: 'valid',
        subscriptionId: id,
      })
    }),
    { numRuns: 50 },
  )
})

test('a link works for two months', () => {
  expect(readPaperLink(token(), '2406.01234', daysLater(59))).toMatchObject({ status: 'valid' })
  expect(readPaperLink(token(), '2406.01234', daysLater(60))).toMatchObject({ status: 'over' })
})

test('with any bit turned a link is forged, and whatever else stands in the address, too', () => {
  const bytes = Buffer.from(token(), 'base64url')
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const turned = Buffer.from(bytes)
    turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    expect(readPaperLink(turned.toString('base64url'), '2406.01234', NOW)).toEqual({ status: 'forged' })
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(readPaperLink(text, '2406.01234', NOW)).toEqual({ status: 'forged' })
    }),
  )
})
