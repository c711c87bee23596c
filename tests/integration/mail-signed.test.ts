import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth/lib/dkim/verify'
import { expect, test } from 'vitest'
import { config } from '@/lib/config'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { openTransport } from '@/lib/mail/transport'
import { readVerp } from '@/lib/mail/verp'
import { enqueueMail } from '@/lib/outbox/enqueue'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aSignInMail, digestsTo } from '../support/mails'
import { aClock, setSettings } from '../support/settings'
import { type ReceivedMail, startSmtp } from '../support/smtp'
import { aSubscription, SLOT } from '../support/subscriptions'

useTestDatabase()

const ADA = 'ada@example.org'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

async function verdictOf({ raw }: ReceivedMail) {
  const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const resolver = () => Promise.resolve([[`v=DKIM1; k=rsa; p=${p}`]])
  const { results } = await dkimVerify(Buffer.from(raw, 'latin1'), { resolver })
  return results.map(({ status, signingDomain }) => ({ result: status?.result, signingDomain }))
}

test('every kind of mail arrives signed, from an address that tells which mail it is and whose', async () => {
  const keyFile = join(mkdtempSync(join(tmpdir(), 'signed-')), 'dkim.pem')
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const clock = aClock(SLOT.toISOString())
  const smtp = await startSmtp()
  setSettings(
    {
      BASE_URL: 'https://papers.example.org',
      SMTP_URL: smtp.url,
      MAIL_REPLY_TO: 'people@papers.example.org',
      DKIM_DOMAIN: 'papers.example.org',
      DKIM_SELECTOR: 'mail',
      DKIM_KEY_FILE: keyFile,
    },
    clock,
  )
  await aPaper({ title: 'A paper about größe', votes: 3 })
  await digestsTo(ADA)
  await aSignInMail(ADA, clock.now())
  const { id: subscriptionId } = await aSubscription({ email: ADA, view: '/papers/new' })
  const schedule = { hour: 8, zone: 'UTC', rhythm: 'every day' }
  await db().$transaction(async (tx) => {
    const confirmUrl = 'https://papers.example.org/subscriptions/confirm/x'
    const asked = { confirmUrl, viewTitle: 'New papers', ...schedule }
    await enqueueMail(tx, { kind: 'confirm', recipient: ADA, subscriptionId, content: asked }, clock.now())
    const ordered = {
      viewTitle: 'New papers',
      viewUrl: 'https://papers.example.org/papers/new',
      schedule: 'every day at 08:00 (UTC)',
      first: 'on Wed 25 Nov, 08:00 UTC',
    }
    await enqueueMail(tx, { kind: 'welcome', recipient: ADA, subscriptionId, content: ordered }, clock.now())
  })

  const transport = openTransport(config())
  await deliverDue({ transport, clock, leaseMs: 60_000 })
  await transport.close()
  await smtp.close()

  const kinds = smtp.inbox.map(({ raw }) => /^Feedback-ID: \w+:[^:]+:([\w-]+):/im.exec(raw)?.[1])
  expect(kinds.sort()).toEqual(['confirm', 'digest', 'sign-in', 'welcome'])
  for (const mail of smtp.inbox) {
    expect(await verdictOf(mail)).toEqual([{ result: 'pass', signingDomain: 'papers.example.org' }])
    const verp = readVerp(mail.from)
    expect(verp?.isFor(ADA)).toBe(true)
    expect(await db().delivery.count({ where: { id: verp?.deliveryId ?? '' } })).toBe(1)
    expect(mail.parsed).toMatchObject({
      to: { value: [{ address: ADA }] },
      replyTo: { value: [{ address: 'people@papers.example.org' }] },
      date: clock.now(),
    })
    expect(mail.parsed.headers.get('auto-submitted')).toBe('auto-generated')
    // RFC 5322, 2.1.1, and nothing that a server would have to change.
    for (const line of mail.raw.split('\r\n')) expect(line).toMatch(/^[\t\x20-\x7e]{0,998}$/)
  }
})
