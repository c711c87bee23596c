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

test('whatever stands in a mail, each line of it ends with CR and LF, holds neither, and begins with no dot', async () => {
  const piece = fc.constantFrom('.', '\r', '\n', '\r\n', 'a', '大', ' ', '=', '\t', 'word '.repeat(20))
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))
  // U+010D and U+010A are CR and LF in their lower octet.
  const local = fc.constantFrom('news', 'časopis', 'Ċ', 'įa')
  const inline = [{ file: 'a.png', type: 'image/png', base64: Buffer.alloc(200).toString('base64') }] as const
  await fc.assert(
    fc.asyncProperty(text, text, local, fc.boolean(), async (plain, html, name, hasPictures) => {
      const [from, replyTo] = [`Ċ "č" <${name}@example.org>`, `${name}@example.org`]
      const mail = aMail({ text: plain, html, from, replyTo, subject: `.${name}`, inline: hasPictures ? inline : [] })
      const composed = composeMessage(mail)
      if (name !== 'news') {
        await expect(composed).rejects.toThrow('not the headers of a message')
        return
      }
      const message = await composed
      const lines = message.toString('latin1').split('\r\n')
      expect(lines.pop()).toBe('')
      for (const line of lines) expect(line).toMatch(/^(?!\.)[\t\x20-\x7e]{0,998}$/)
    }),
    { numRuns: 300 },
  )
})
