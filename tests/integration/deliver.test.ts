import { spawn } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fixedClock, systemClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { deliverDue, type SenderDeps } from '@/lib/digest/deliver'
import { openSmtp } from '@/lib/mail/smtp-transport'
import type { MailTransport } from '@/lib/mail/transport'
import { claimDue } from '@/lib/outbox/claim'
import { markFinishing } from '@/lib/outbox/lease'
import { settle } from '@/lib/outbox/settle'
import { sweepLedger } from '@/lib/outbox/sweep'
import { pause, unsubscribe } from '@/lib/subscriptions/changes'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper } from '../support/factories'
import { aSignInMail, digestsTo, fates } from '../support/mails'
import { aMemoryTransport } from '../support/memory-transport'
import { setSettings } from '../support/settings'
import { deadSmtpUrl, type SmtpFaults, type SmtpInbox, startScriptedSmtp, startSmtp } from '../support/smtp'
import { SLOT } from '../support/subscriptions'

const database = useTestDatabase()
const open: (MailTransport | { close: () => Promise<void> })[] = []

beforeEach(async () => {
  setSettings({}, fixedClock(SLOT))
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, suppressions, mail_domains cascade`
  for (let votes = 3; votes > 0; votes--) await aPaper({ votes })
})

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function smtpWith(faults: SmtpFaults = {}): Promise<SmtpInbox> {
  const smtp = await startSmtp(faults)
  open.unshift(smtp)
  return smtp
}

function depsFor(url: string, given: Partial<SenderDeps> = {}): SenderDeps {
  const transport = openSmtp(url, { connectMs: 2_000 })
  open.unshift(transport)
  return { transport, clock: fixedClock(SLOT), leaseMs: 60_000, ...given }
}

const recipients = ({ inbox }: SmtpInbox) => inbox.map(({ to }) => to).sort()
const [ada, bob, cyd] = ['ada@example.org', 'bob@example.org', 'cyd@example.org']

describe('one mail each', () => {
  test('senders side by side send each mail once', async () => {
    const addresses = Array.from({ length: 40 }, (_, index) => `reader${index}@example.org`)
    await digestsTo(...addresses)
    const smtp = await smtpWith()
    await Promise.all([1, 2, 3].map(() => deliverDue(depsFor(smtp.url))))
    expect(recipients(smtp)).toEqual([...addresses].sort())
    await deliverDue(depsFor(smtp.url))
    expect(smtp.inbox).toHaveLength(40)
  })

  test('a bad address fails alone', async () => {
    await digestsTo(ada, 'gone@example.org', bob)
    const smtp = await smtpWith({ rejects: 'gone@example.org' })
    await deliverDue(depsFor(smtp.url))
    expect(recipients(smtp)).toEqual([ada, bob])
    expect(await fates()).toEqual({ [ada]: 'accepted', [bob]: 'accepted', 'gone@example.org': 'failed' })
    expect(await db().delivery.findFirst({ where: { state: 'failed' } })).toMatchObject({
      reason: expect.stringContaining('550'),
    })
  })

  test('a code that somebody waits for overtakes the digests', async () => {
    await digestsTo(ada, bob)
    await aSignInMail(cyd, SLOT)
    const transport = aMemoryTransport()
    await deliverDue({ transport, clock: fixedClock(SLOT), leaseMs: 60_000, lanes: 1 })
    expect(transport.sent[0]?.recipient).toBe(cyd)
  })

  test('when it is settled, a code and its address leave the ledger', async () => {
    await aSignInMail(cyd, SLOT)
    const smtp = await smtpWith()
    await deliverDue(depsFor(smtp.url))
    expect(smtp.inbox[0]?.parsed.text).toContain('ABCD-1234')
    const rows = await db().delivery.findMany()
    expect(rows.map(({ state, recipient, content }) => [state, recipient, content])).toEqual([['accepted', '', {}]])
    expect(JSON.stringify(rows)).not.toMatch(/ABCD|cyd@/)
  })

  test('whatever becomes of a digest, no address is left in the ledger', async () => {
    await digestsTo(ada, bob, cyd, 'gone@example.org')
    await db().$executeRaw`
      update deliveries set deadline_at = ${SLOT} where recipient = ${bob}`
    await unsubscribe((await db().subscription.findFirstOrThrow({ where: { reader: { email: cyd } } })).id, SLOT)
    const smtp = await smtpWith({ rejects: 'gone@example.org' })
    await deliverDue(depsFor(smtp.url))
    const [accepted, skipped, suppressed, failed] = ['accepted', 'skipped', 'suppressed', 'failed']
    expect(await fates()).toEqual({ [ada]: accepted, [bob]: skipped, [cyd]: suppressed, 'gone@example.org': failed })
    expect(await db().delivery.count({ where: { recipient: { not: '' } } })).toBe(0)
  })

  test('a row that cannot become a mail fails alone', async () => {
    await digestsTo(ada, bob)
    await db().delivery.updateMany({ where: { recipient: ada }, data: { content: { papers: 'none' } } })
    const smtp = await smtpWith()
    await deliverDue(depsFor(smtp.url))
    expect(await fates()).toEqual({ [ada]: 'failed', [bob]: 'accepted' })
  })
})

describe('servers in trouble', () => {
  test('a dead server delays, and then all mails arrive', async () => {
    await digestsTo(ada, bob, cyd)
    await deliverDue(depsFor(await deadSmtpUrl()))
    expect(await fates()).toEqual({ [ada]: 'queued', [bob]: 'queued', [cyd]: 'queued' })
    expect(await db().delivery.findMany({ where: { attempts: { gt: 0 } } })).toEqual([])

    const smtp = await smtpWith()
    await deliverDue(depsFor(smtp.url, { impatient: true }))
    expect(recipients(smtp)).toEqual([ada, bob, cyd])
  })

  test('a server that refuses us altogether uses up no mail', async () => {
    await digestsTo(ada, bob)
    const smtp = await smtpWith({ login: { user: 'house', password: 'right' } })
    await deliverDue(depsFor(smtp.url.replace('right', 'wrong')))
    expect(await db().delivery.findMany({ select: { state: true, attempts: true } })).toEqual([
      { state: 'queued', attempts: 0 },
      { state: 'queued', attempts: 0 },
    ])
    await deliverDue(depsFor(smtp.url, { impatient: true }))
    expect(recipients(smtp)).toEqual([ada, bob])
  })

  test('a greylisted mail rests and comes later, the others do not wait for it', async () => {
    await digestsTo(ada, bob)
    const smtp = await smtpWith({
      reply: (stage, who) => (stage === 'recipient' && who === ada ? '451 4.7.1 later' : null),
    })
    await deliverDue(depsFor(smtp.url))
    expect(await fates()).toEqual({ [ada]: 'queued', [bob]: 'accepted' })
    const [rested] = await db().$queryRaw<{ minutes: number }[]>`
      select extract(epoch from rest_until - clock_timestamp())::float8 / 60 as minutes from deliveries where state = 'queued'`
    expect(rested?.minutes).toBeCloseTo(5.5, 0)

    smtp.faults = {}
    await deliverDue(depsFor(smtp.url))
    expect(smtp.inbox).toHaveLength(1)
    await db().$executeRaw`update deliveries set rest_until = clock_timestamp() where state = 'queued'`
    await deliverDue(depsFor(smtp.url))
    expect(recipients(smtp)).toEqual([ada, bob])
  })

  test('recipients at whom the server breaks the connection hold up nobody else, and rest longer each time', async () => {
    const poisons = [1, 2, 3, 4, 5].map((n) => `poison${n}@example.org`)
    await digestsTo(...poisons, ada)
    await db().$executeRaw`update deliveries set due_at = due_at - interval '1 s' where recipient like 'poison%'`
    const smtp = await smtpWith({ resets: poisons })
    await deliverDue(depsFor(smtp.url, { impatient: true }))
    expect(recipients(smtp)).toEqual([ada])
    expect(await db().delivery.findMany({ where: { state: 'queued' }, select: { attempts: true } })).toEqual(
      poisons.map(() => ({ attempts: 1 })),
    )
    await db().$executeRaw`update deliveries set rest_until = clock_timestamp() where state = 'queued'`
    await deliverDue(depsFor(smtp.url))
    const rests = await db().$queryRaw<{ minutes: number }[]>`
      select extract(epoch from rest_until - clock_timestamp())::float8 / 60 as minutes from deliveries where state = 'queued'`
    expect(rests.filter(({ minutes }) => minutes > 14.9 && minutes < 18.1)).toHaveLength(5)
  })

  test('a command tries resting mails once, not again and again', async () => {
    await digestsTo(ada)
    const smtp = await smtpWith({ greylist: 3 })
    for (let run = 1; run <= 3; run++) await deliverDue(depsFor(smtp.url, { impatient: true }))
    expect(await db().delivery.findMany({ select: { state: true, attempts: true } })).toEqual([
      { state: 'queued', attempts: 3 },
    ])
    await deliverDue(depsFor(smtp.url, { impatient: true }))
    expect(recipients(smtp)).toEqual([ada])
  })

  test('a connection that breaks after the end leaves the mail unknown, and it is not sent twice', async () => {
    await digestsTo(ada)
    const smtp = await smtpWith({ drops: 'after-dot' })
    await deliverDue(depsFor(smtp.url))
    expect(await fates()).toEqual({ [ada]: 'unknown' })
    smtp.faults = {}
    await deliverDue(depsFor(smtp.url, { impatient: true }))
    expect(smtp.inbox).toHaveLength(1)
  })

  test('a connection that breaks before the end leaves the mail to be sent again', async () => {
    await digestsTo(ada)
    const smtp = await smtpWith({ resets: [ada] })
    await deliverDue(depsFor(smtp.url))
    expect(await fates()).toEqual({ [ada]: 'queued' })
    smtp.faults = {}
    await deliverDue(depsFor(smtp.url, { impatient: true }))
    expect(recipients(smtp)).toEqual([ada])
  })

  test('a mail past its deadline is skipped, and its papers may come again', async () => {
    await digestsTo(ada)
    await deliverDue(depsFor(await deadSmtpUrl()))
    expect(await sweepLedger(new Date(SLOT.getTime() + 13 * 3_600_000))).toMatchObject({ stale: 1 })
    expect(await fates()).toEqual({ [ada]: 'skipped' })
    expect(await db().sentPaper.count()).toBe(0)
  })
})

describe('readers who leave', () => {
  const subscriptionOf = async (email: string) =>
    (await db().subscription.findFirstOrThrow({ where: { reader: { email } } })).id

  test('nothing comes after unsubscribing, also when the mail was queued', async () => {
    await digestsTo(ada, bob)
    await unsubscribe(await subscriptionOf(ada), SLOT)
    const smtp = await smtpWith()
    await deliverDue(depsFor(smtp.url))
    expect(recipients(smtp)).toEqual([bob])
    expect(await fates()).toEqual({ [ada]: 'suppressed', [bob]: 'accepted' })
  })

  test('who unsubscribes while the mail is on its way stops it before its end', async () => {
    await digestsTo(ada)
    const id = await subscriptionOf(ada)
    const smtp = await smtpWith()
    const deps = depsFor(smtp.url)
    const send: MailTransport['send'] = (mail, options) =>
      deps.transport.send(mail, {
        beforeEnd: async () => {
          await unsubscribe(id, SLOT)
          await options?.beforeEnd?.()
        },
      })
    await deliverDue({ ...deps, transport: { ...deps.transport, send } })
    expect(smtp.inbox).toEqual([])
    await sweepLedger(SLOT)
    expect(await fates()).toEqual({ [ada]: 'suppressed' })
  })

  test('a paused digest does not go out, and its papers come after it is resumed', async () => {
    await digestsTo(ada)
    await pause(await subscriptionOf(ada))
    const smtp = await smtpWith()
    await deliverDue(depsFor(smtp.url))
    expect([smtp.inbox.length, await db().sentPaper.count()]).toEqual([0, 0])
  })
})

describe('senders that die', () => {
  const LEASE_MS = 2_000

  /** A real process that sends, and dies by SIGKILL as soon as `when` is true. */
  async function killedSender(smtpUrl: string, when: () => unknown): Promise<void> {
    const file = 'tests/support/sender-process.ts'
    const child = spawn(process.execPath, ['--import', 'tsx', file, database.url, smtpUrl, String(LEASE_MS)], {
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await eventually(when, { withinMs: 20_000 })
    child.kill('SIGKILL')
    await ended
  }

  beforeEach(async () => {
    // The child goes by the real time.
    const now = systemClock.now()
    await digestsTo(ada)
    await db().delivery.updateMany({ data: { dueAt: now, deadlineAt: new Date(now.getTime() + 3_600_000) } })
  })

  const sendAgain = async (smtp: SmtpInbox) => {
    const deps = depsFor(smtp.url, { clock: systemClock })
    await eventually(
      async () => {
        await deliverDue(deps)
        return (await db().delivery.count({ where: { settledAt: null } })) === 0
      },
      { withinMs: 15_000, everyMs: 200 },
    )
  }

  test('killed before the end of the mail, it is out once, as soon as the lease is over', async () => {
    let reached = false
    const silent = await startScriptedSmtp((line, socket) => {
      if (/^DATA/i.test(line)) reached = true
      else if (/^(EHLO|MAIL|RCPT)/i.test(line)) socket.write('250 ok\r\n')
    })
    await killedSender(silent.url, () => reached)
    await silent.close()
    expect(await fates()).toEqual({ [ada]: 'leased' })

    const smtp = await smtpWith()
    await sendAgain(smtp)
    expect(recipients(smtp)).toEqual([ada])
    expect(await fates()).toEqual({ [ada]: 'accepted' })
  })

  test('killed around the end of the mail, what became of it is not known, and it is not sent twice', async () => {
    const smtp = await smtpWith({ beforeReply: () => new Promise(() => {}) })
    await killedSender(smtp.url, () => smtp.inbox.length === 1)
    expect(await fates()).toEqual({ [ada]: 'finishing' })
    smtp.faults = {}
    await sendAgain(smtp)
    expect(smtp.inbox).toHaveLength(1)
    expect(await fates()).toEqual({ [ada]: 'unknown' })
  })

  test('a sender that was only slow finds its lease gone: nothing more is sent, and it settles nothing', async () => {
    const [slow] = await claimDue({ now: systemClock.now(), leaseMs: 1, limit: 1 })
    if (!slow) throw new Error('nothing was due')
    await eventually(async () => (await sweepLedger(systemClock.now())).requeued === 1)
    expect(await markFinishing([slow], LEASE_MS)).toEqual(new Set())
    const settlement = { state: 'failed', reason: 'late', verdict: 'policy' } as const
    expect(await settle([{ lease: slow, settlement }], systemClock.now())).toEqual(new Set())
    expect(await fates()).toEqual({ [ada]: 'queued' })
  })

  test('that a server accepted a mail is told late rather than never', async () => {
    const [lease] = await claimDue({ now: systemClock.now(), leaseMs: 50, limit: 1 })
    if (!lease || (await markFinishing([lease], 1)).size === 0) throw new Error('nothing was due')
    await eventually(async () => (await sweepLedger(systemClock.now())).unknown === 1)
    const settlement = { state: 'accepted', reason: '250 ok', verdict: 'sent' } as const
    expect(await settle([{ lease, settlement }], systemClock.now())).toEqual(new Set([lease.id]))
    expect(await fates()).toEqual({ [ada]: 'accepted' })
  })
})
