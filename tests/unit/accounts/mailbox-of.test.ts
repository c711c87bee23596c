import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EmailAddress } from '@/lib/accounts/email-address'
import { mailboxOf } from '@/lib/accounts/mailbox-of'

test.each([
  ['ada@example.org', 'ada@example.org'],
  ['ada+papers@example.org', 'ada@example.org'],
  ['ada+a+b@example.org', 'ada@example.org'],
  ['ada.lovelace@example.org', 'ada.lovelace@example.org'],
  ['a.d.a+x@gmail.com', 'ada@gmail.com'],
  ['ada@googlemail.com', 'ada@gmail.com'],
  ['+@example.org', '+@example.org'],
])('%s is the mailbox %s', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox)
})

test('of any address there is one mailbox, which is its own', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (typed) => {
      const { data } = EmailAddress.safeParse(typed)
      fc.pre(data !== undefined)
      const mailbox = mailboxOf(data ?? '')
      expect(mailbox).toMatch(/^[^@]+@[^@]+$/)
      expect(mailboxOf(mailbox)).toBe(mailbox)
    }),
  )
})
