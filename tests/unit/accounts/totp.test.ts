import { expect, test } from 'vitest'
import { base32, matchTotp, newTotpSecret, totpCode, totpStep, totpUri } from '@/lib/accounts/totp'

const RFC_SECRET = Buffer.from('12345678901234567890')

// RFC 6238, appendix B: the last six of its eight digits.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i the code is %s, as the RFC says', (seconds, code) => {
  expect(totpCode(RFC_SECRET, totpStep(new Date(seconds * 1000)))).toBe(code)
})

test('a code fits during its half minute and the ones beside it, and tells its step', () => {
  const now = new Date('2026-11-20T08:00:00Z')
  const step = totpStep(now)
  for (const near of [step - 1, step, step + 1])
    expect(matchTotp(RFC_SECRET, totpCode(RFC_SECRET, near), now)).toBe(near)
  for (const far of [step - 2, step + 2]) expect(matchTotp(RFC_SECRET, totpCode(RFC_SECRET, far), now)).toBeNull()
})

test.each(['', '12345', '1234567', '12345a', '１２３４５６', '-12345', '9'.repeat(10_000)])(
  '%j is no code',
  (typed) => {
    expect(matchTotp(RFC_SECRET, typed, new Date(59_000))).toBeNull()
  },
)

test('spaces in a code are forgiven', () => {
  expect(matchTotp(RFC_SECRET, ' 287 082 ', new Date(59_000))).toBe(1)
})

test('the address for apps holds secret, account and issuer, encoded', () => {
  expect(totpUri(RFC_SECRET, 'ada+papers@example.org', 'The Lab: Papers')).toBe(
    'otpauth://totp/The%20Lab%20%20Papers:ada%2Bpapers%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=The%20Lab%3A%20Papers&algorithm=SHA1&digits=6&period=30',
  )
})

// RFC 4648, section 10, without padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base 32 of %j is %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded)
})

test('a secret has 160 bits and is new each time', () => {
  expect(newTotpSecret()).toHaveLength(20)
  expect(newTotpSecret().equals(newTotpSecret())).toBe(false)
})
