import fc from 'fast-check'
import MimeNode from 'nodemailer/lib/mime-node'
import { expect, test } from 'vitest'
import { composeMessage } from '@/lib/mail/compose-message'
import { aMail } from '../../support/mail'

const unfolded = (headers: string) => headers.replace(/\r\n[ \t]/g, ' ').split('\r\n')

test('headers that are put together from kept pieces say what nodemailer writes for the whole mail', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'Ü', '大', ' ', ',', '"', '('), minLength: 1, maxLength: 60 })
  const local = fc.stringMatching(/^[a-z0-9]([a-z0-9+=_-]{0,70}[a-z0-9])?$/)
  const from = fc.constantFrom('News <news@example.org>', 'Größe, Ltd <a@example.org>', 'x@example.org')
  await fc.assert(
    fc.asyncProperty(word, local, from, fc.boolean(), async (subject, name, sender, hasReply) => {
      const recipient = `${name}@example.org`
      const replyTo = hasReply ? 'desk@example.org' : undefined
      const mail = aMail({ subject, recipient, from: sender, replyTo })
      const [headers = ''] = (await composeMessage(mail)).toString('latin1').split('\r\n\r\n')
      const node = new MimeNode('text/plain')
      node.setHeader({ From: sender, Subject: subject, 'Message-ID': mail.messageId, Date: mail.date })
      node.setHeader('To', { name: '', address: recipient })
      if (replyTo) node.setHeader('Reply-To', replyTo)
      const lines = unfolded(headers)
      for (const name of ['From', 'To', 'Subject', 'Message-ID', 'Date', 'Reply-To'])
        expect(lines.filter((line) => line.startsWith(`${name}:`))).toEqual(
          unfolded(node.buildHeaders()).filter((line) => line.startsWith(`${name}:`)),
        )
    }),
    { numRuns: 300 },
  )
})
