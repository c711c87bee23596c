import { beforeAll, expect, test } from 'vitest'
import { seal, unseal } from '@/lib/accounts/sealed'
import { aClock, setSettings } from '../../support/settings'

const clock = aClock('2026-11-20T08:00:00Z')
const text = Buffer.from('a secret')

beforeAll(() => {
  setSettings({}, clock)
})

test('what was sealed opens again, and no two boxes are alike', () => {
  const [one, other] = [seal('totp', 'ada', text), seal('totp', 'ada', text)]
  expect(unseal('totp', 'ada', one)).toEqual(text)
  expect(one).not.toEqual(other)
  expect(Buffer.from(one).includes(text)).toBe(false)
})

test('it does not open for another owner, another purpose, or after any change', () => {
  const box = seal('totp', 'ada', text)
  expect(unseal('totp', 'bob', box)).toBeNull()
  expect(unseal('other', 'ada', box)).toBeNull()
  for (let at = 0; at < box.length; at++) {
    const changed = box.map((byte, index) => (index === at ? byte ^ 1 : byte))
    expect(unseal('totp', 'ada', changed)).toBeNull()
  }
  for (const length of [0, 11, 27]) expect(unseal('totp', 'ada', box.slice(0, length))).toBeNull()
})

test('an older key opens it while SECRET is rotated', () => {
  const [older, newer] = ['an older secret of at least 32 characters', 'a newer secret of at least 32 characters']
  setSettings({ SECRET: older }, clock)
  const box = seal('totp', 'ada', text)
  setSettings({ SECRET: `${newer},${older}` }, clock)
  expect(unseal('totp', 'ada', box)).toEqual(text)
})
