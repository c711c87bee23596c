import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readVerp, verpSender } from '@/lib/mail/verp'

const ID = '0f6e3a52-8d1c-4b7e-9a30-2c5d7e9f1b48'
const BOUNCES = 'b@papers.example.org'
const sender = (recipient = 'ada@example.org', id = ID) => verpSender({ id, recipient }, BOUNCES)

test('an envelope sender tells which delivery it is of, and to whom it went', () => {
  const read = readVerp(sender())
  expect(read?.deliveryId).toBe(ID)
  expect(read?.isFor('ada@example.org')).toBe(true)
  expect(read?.isFor('bob@example.org')).toBe(false)
})

test('servers may change the case of an address, and write its domain in either way', () => {
  expect(readVerp(sender().toUpperCase())?.isFor('ADA@Example.ORG')).toBe(true)
  expect(readVerp(sender('ada@bücher.example'))?.isFor('ada@xn--bcher-kva.example')).toBe(true)
})

test('the address keeps to the limits of SMTP and says nothing of the reader', () => {
  expect(sender()).toMatch(/^b\+[a-z2-7]{48}@papers\.example\.org$/)
  expect(verpSender({ id: ID, recipient: 'ada@example.org' }, 'fifteen-letters@example.org').indexOf('@')).toBe(64)
})

test('any delivery and any address are read back', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string({ unit: 'binary' }), (id, recipient) => {
      const read = readVerp(sender(recipient, id))
      expect(read?.deliveryId).toBe(id)
      expect(read?.isFor(recipient)).toBe(true)
    }),
  )
})

test('a letter changed anywhere makes it nobody’s', () => {
  const address = sender()
  const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'.split(''))
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), letters, (at, letter) => {
      fc.pre(address[at] !== letter)
      const forged = address.slice(0, at) + letter + address.slice(at + 1)
      // The last octets speak of the recipient: with them changed, it is for nobody.
      expect(readVerp(forged)?.isFor('ada@example.org') ?? false).toBe(false)
    }),
  )
})

test('whatever is no token is none', () => {
  for (const address of ['', '@', 'b@papers.example.org', `${sender()}x`, sender().replace('+', '-')])
    expect(readVerp(address)?.deliveryId ?? null).toBe(address.endsWith('x') ? ID : null)
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (address) => void expect(readVerp(address)).toBeNull()))
})
