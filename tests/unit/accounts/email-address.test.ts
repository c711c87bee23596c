import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EmailAddress } from '@/lib/accounts/email-address'

const read = (typed: string) => EmailAddress.safeParse(typed)

test.each([
  ['ada@example.org', 'ada@example.org'],
  ['  Ada.Lovelace+papers@Example.ORG ', 'ada.lovelace+papers@example.org'],
  ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['ada@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example'],
  ['ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
])('%j is stored as %j', (typed, stored) => {
  expect(read(typed).data).toBe(stored)
})

test.each([
  '',
  'ada',
  '@example.org',
  'ada@',
  'ada@@example.org',
  'ada@example.org@evil.example',
  'ada lovelace@example.org',
  'ada@example.org\r\nBcc: everybody@example.org',
  'ada@example.org\n',
  'ada\t@example.org',
  'ada\u0000@example.org',
  '"ada lovelace"@example.org',
  'Ada <ada@example.org>',
  'ada@example.org,bob@example.org',
  'ada@[127.0.0.1]',
  'ada@127.0.0.1',
  'ada@1.2',
  'ada@localhost',
  'ada@example%2eorg',
  'ada@example.org/path',
  'ada@-example.org',
  'ada@example..org',
  'ada@example.org.',
  '.ada@example.org',
  'ada.@example.org',
  'a..da@example.org',
  'ada\u202e@example.org',
  'ada@exam\u202eple.org',
])('%j is refused with a sentence', (typed) => {
  const { success, error } = read(typed)
  expect(success).toBe(false)
  expect(error?.issues[0]?.message).toMatch(/^[A-Z].*\.$/)
})

test('lengths end at 254 octets, 64 of them before the @', () => {
  const domainOf = (length: number) => `${'abcdefghi.'.repeat(25).slice(0, length - 3)}.xy`.replace('..', '.z')
  expect(read(`${'a'.repeat(64)}@example.org`).success).toBe(true)
  expect(read(`${'a'.repeat(65)}@example.org`).success).toBe(false)
  expect(read(`ada@${domainOf(250)}`).success).toBe(true)
  expect(read(`ada@${domainOf(251)}`).success).toBe(false)
})

test.each([
  'a'.repeat(10_000),
  `${'a.'.repeat(5_000)}@example.org`,
  `ada@${'a.'.repeat(5_000)}`,
  '@'.repeat(10_000),
  ' '.repeat(10_000),
  `${'é'.repeat(240)}@${'é'.repeat(240)}`,
])('a hostile length is refused at once', (typed) => {
  const started = performance.now()
  for (let i = 0; i < 50; i++) expect(read(typed).success).toBe(false)
  expect(performance.now() - started).toBeLessThan(500)
})

test('whatever passes is one plain, printable, lower-case address that passes again unchanged', () => {
  const mostly = fc.oneof(
    fc.emailAddress(),
    fc.string({ unit: 'grapheme', maxLength: 40 }).map((s) => `${s}@example.org`),
  )
  fc.assert(
    fc.property(fc.oneof(mostly, fc.string({ unit: 'binary', maxLength: 300 })), (typed) => {
      const { data } = read(typed)
      if (data === undefined) return
      expect(data).toMatch(/^[!-~]+$/)
      expect(data).toBe(data.toLowerCase())
      expect(data.split('@')).toHaveLength(2)
      expect(read(data).data).toBe(data)
    }),
    { numRuns: 2_000 },
  )
})
