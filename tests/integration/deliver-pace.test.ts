import { beforeEach, describe, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db, pool } from '@/lib/database/client'
import { deliverDue, Sender, type SenderDeps } from '@/lib/digest/deliver'
import type { SmtpOutcome } from '@/lib/mail/smtp-outcome'
import { slowDown, speedUp } from '@/lib/outbox/domains'
import { holdIssue, releaseIssue } from '@/lib/outbox/holds'
import { pauseSending, resumeSending } from '@/lib/outbox/pauses'
import { sweepLedger } from '@/lib/outbox/sweep'
import { resendUnknown } from '@/lib/outbox/unknowns'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper } from '../support/factories'
import { aSignInMail, digestsTo, fates } from '../support/mails'
import { aMemoryTransport } from '../support/memory-transport'
import { setSettings } from '../support/settings'
import { SLOT } from '../support/subscriptions'

useTestDatabase()

const addresses = (domain: string, count: number) => Array.from({ length: count }, (_, n) => `reader${n}@${domain}`)

beforeEach(async () => {
  setSettings({}, fixedClock(SLOT))
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, suppressions, mail_domains cascade`
  await aPaper({ votes: 3 })
})

/** A server that answers by the recipient's address; null means that it takes the mail. */
function answering(reply: (recipient: string) => string | null) {
  const { send, sent, close } = aMemoryTransport()
  const transport: SenderDeps['transport'] = {
    close,
    send: async (mail, options) => {
      const refusal = reply(mail.recipient)
      return refusal ? rejected(refusal) : send(mail, options)
    },
  }
  return { transport, sent }
}

const rejected = (reply: string): SmtpOutcome => ({
  status: 'rejected',
  reply,
  code: Number(reply.slice(0, 3)),
  enhanced: /\d\.\d+\.\d+/.exec(reply)?.[0] ?? null,
  stage: 'recipient',
})

const deliver = (transport: SenderDeps['transport'], given: Partial<SenderDeps> = {}) =>
  deliverDue({ transport, clock: fixedClock(SLOT), leaseMs: 60_000, ...given })

const paceOf = (domain: string) => db().mailDomain.findUnique({ where: { domain } })

describe('a domain that complains', () => {
  test('is written to at half the pace after each complaint, and nobody else is slowed', async () => {
    await digestsTo(...addresses('picky.example', 2), ...addresses('easy.example', 6))
    const { transport, sent } = answering((to) => (to.endsWith('@picky.example') ? '421 4.7.28 too fast' : null))
    await deliver(transport, { lanes: 1 })
    expect(sent).toHaveLength(6)
    expect(await paceOf('picky.example')).toMatchObject({
      connections: 2.5,
      perSecond: 5,
      reason: '421 4.7.28 too fast',
    })
    expect(await paceOf('easy.example')).toBeNull()
  })

  test('gets its mails one after the other at that pace, also from a sender that was started since', async () => {
    await digestsTo(...addresses('picky.example', 6))
    await slowDown('reader@picky.example', '421')
    const { transport, sent } = answering(() => null)
    const began = performance.now()
    await deliver(transport)
    expect(sent).toHaveLength(6)
    // Ten a second: five pauses between six mails.
    expect(performance.now() - began).toBeGreaterThan(450)
  })

  test('never has more mails under way than its connections', async () => {
    await digestsTo(...addresses('picky.example', 8))
    for (let complaint = 1; complaint <= 4; complaint++) await slowDown('reader@picky.example', '421')
    await db().mailDomain.updateMany({ data: { perSecond: 40 } })
    let [underWay, most] = [0, 0]
    const { transport, sent } = answering(() => null)
    const watched: typeof transport = {
      ...transport,
      send: async (mail, options) => {
        most = Math.max(most, ++underWay)
        await new Promise((resolve) => setImmediate(resolve))
        return transport.send(mail, options).finally(() => underWay--)
      },
    }
    await deliver(watched)
    expect([sent.length, most]).toEqual([8, 1])
  })

  test('is forgiven by mails that it takes', async () => {
    await slowDown('reader@picky.example', '421')
    await speedUp('other@picky.example')
    expect(await paceOf('picky.example')).toMatchObject({ connections: 5.02, perSecond: 10.05 })
    await db().mailDomain.updateMany({ data: { perSecond: 49.99 } })
    await speedUp('other@picky.example')
    expect(await paceOf('picky.example')).toBeNull()
  })

  test('that refuses us by policy is left alone for ten minutes, codes excepted', async () => {
    await digestsTo(...addresses('strict.example', 6), 'reader@easy.example')
    const { transport, sent } = answering((to) =>
      to.endsWith('@strict.example') ? '550 5.7.26 not authenticated' : null,
    )
    await deliver(transport, { lanes: 1 })
    expect(sent.map(({ recipient }) => recipient)).toEqual(['reader@easy.example'])
    expect(await db().delivery.groupBy({ by: ['state', 'verdict'], _count: true, orderBy: { state: 'asc' } })).toEqual([
      // Those that its sender had in hand already went back.
      { state: 'queued', verdict: null, _count: 5 },
      { state: 'accepted', verdict: 'sent', _count: 1 },
      { state: 'failed', verdict: 'policy', _count: 1 },
    ])
    await aSignInMail('reader9@strict.example', SLOT)
    const patient = answering(() => null)
    await deliver(patient.transport)
    expect(patient.sent.map(({ recipient }) => recipient)).toEqual(['reader9@strict.example'])
    await db().mailDomain.updateMany({ data: { pausedUntil: new Date() } })
    await deliver(patient.transport)
    expect(patient.sent).toHaveLength(6)
  })
})

describe('an issue', () => {
  const domains = Array.from({ length: 12 }, (_, n) => `reader@d${n}.example`)

  test('that is refused by policy all over stops, and an operator lets it go on', async () => {
    await digestsTo(...domains)
    const refusing = answering(() => '554 5.7.1 blocked')
    await deliver(refusing.transport, { lanes: 1 })
    const issue = await db().issue.findFirstOrThrow()
    expect(issue).toMatchObject({ heldAt: SLOT, heldReason: '5 of 5 mails were refused by policy' })
    const left = await db().delivery.count({ where: { state: 'queued' } })
    expect(left).toBe(7)

    const taking = answering(() => null)
    await deliver(taking.transport)
    expect(taking.sent).toEqual([])
    expect(await releaseIssue(issue.id, SLOT)).toBe(true)
    await deliver(taking.transport)
    expect(taking.sent).toHaveLength(left)
  })

  test('that goes on is held again only for what is refused after that', async () => {
    await digestsTo(...domains)
    const refusing = answering(() => '554 5.7.1 blocked')
    await deliver(refusing.transport, { lanes: 1 })
    const { id } = await db().issue.findFirstOrThrow({ where: { heldAt: SLOT } })
    const hour = 3_600_000
    const [next, ...rest] = await db().delivery.findMany({ where: { state: 'queued' } })
    await db().delivery.updateMany({
      where: { id: { in: rest.map((mail) => mail.id) } },
      data: { dueAt: new Date(SLOT.getTime() + hour) },
    })
    await releaseIssue(id, SLOT)
    const later = (ms: number) => ({ clock: fixedClock(new Date(SLOT.getTime() + ms)), lanes: 1 })
    await deliver(refusing.transport, later(1))
    expect(await db().delivery.findUnique({ where: { id: next?.id ?? '' } })).toMatchObject({ verdict: 'policy' })
    expect(await db().issue.findFirst()).toMatchObject({ heldAt: null })
    await deliver(refusing.transport, later(hour))
    expect(await db().issue.findFirst()).toMatchObject({ heldReason: '5 of 5 mails were refused by policy' })
  })

  test('that is held stops also a mail that is on its way', async () => {
    await digestsTo('ada@example.org')
    const { id } = await db().issue.findFirstOrThrow()
    const { transport, sent } = answering(() => null)
    const held: typeof transport = {
      ...transport,
      send: (mail, options) =>
        transport.send(mail, {
          beforeEnd: async () => {
            await holdIssue(id, 'a typo', SLOT)
            await options?.beforeEnd?.()
          },
        }),
    }
    await deliver(held)
    expect(sent).toEqual([])
    expect(await fates()).toEqual({ 'ada@example.org': 'queued' })
    expect(await holdIssue(id, 'another reason', SLOT)).toBe(false)
  })
})

describe('mails to a slowed domain that an operator keeps back are not looked for again and again', () => {
  /** A sender at rest, and a delivery that comes back by itself. */
  async function expectRest() {
    const transport = aMemoryTransport()
    const sender = new Sender({ transport, clock: fixedClock(SLOT), leaseMs: 60_000 })
    expect(await sender.lane().sendNext()).toBe('idle')
    const signal = AbortSignal.timeout(5_000)
    await deliver(transport, { signal })
    expect([signal.aborted, transport.sent.length]).toEqual([false, 0])
  }

  beforeEach(async () => {
    await digestsTo('reader@picky.example')
    await slowDown('reader@picky.example', '421')
  })

  test('while their issue is held', async () => {
    const { id } = await db().issue.findFirstOrThrow()
    await holdIssue(id, 'a typo', SLOT)
    await expectRest()
  })

  test('while all sending is stopped', async () => {
    await pauseSending(db(), 'a move', SLOT)
    try {
      await expectRest()
    } finally {
      await resumeSending(db(), SLOT)
    }
  })
})

describe('what may have been accepted', () => {
  const unknown: SmtpOutcome = { status: 'unknown', reason: 'reset after the dot' }

  test('is sent again where the operator set so, and told of', async () => {
    setSettings({ MAIL_UNKNOWN: 'resend' }, fixedClock(SLOT))
    await digestsTo('ada@example.org')
    await deliver(aMemoryTransport({ outcome: unknown }))
    const again = aMemoryTransport()
    await deliver(again, { impatient: true })
    expect(again.sent).toHaveLength(1)
    expect(await db().delivery.findFirst()).toMatchObject({ state: 'accepted', unknowns: 1 })
  })

  test('is sent again also when its sender died', async () => {
    setSettings({ MAIL_UNKNOWN: 'resend' }, fixedClock(SLOT))
    await digestsTo('ada@example.org')
    await db().$executeRaw`
      update deliveries set state = 'finishing', lease_token = gen_random_uuid(), leased_until = clock_timestamp() - interval '1 s'`
    expect(await sweepLedger(SLOT)).toMatchObject({ resent: 1, unknown: 0 })
    const again = aMemoryTransport()
    await deliver(again)
    expect(again.sent).toHaveLength(1)
  })

  const maySend = ['refused', 'late', 'unwanted'] as const
  const second = {
    refused: async () => {
      await deliver(answering(() => '550 5.0.0 no').transport, { impatient: true })
    },
    late: async () => {
      await db().delivery.updateMany({ data: { deadlineAt: SLOT } })
      await sweepLedger(SLOT)
    },
    unwanted: async () => {
      await db().subscription.updateMany({ data: { state: 'unsubscribed' } })
      await sweepLedger(SLOT)
    },
  }
  test.each([...maySend.map((fate) => ['resend', fate] as const), ...maySend.map((fate) => ['skip', fate] as const)])(
    'keeps its papers and stays unknown when its second try, by %s, is %s',
    async (MAIL_UNKNOWN, fate) => {
      setSettings({ MAIL_UNKNOWN }, fixedClock(SLOT))
      await digestsTo('ada@example.org')
      await deliver(aMemoryTransport({ outcome: unknown }))
      const { id } = await db().issue.findFirstOrThrow()
      if (MAIL_UNKNOWN === 'skip') await db().$transaction((tx) => resendUnknown(tx, id, SLOT))
      expect(await fates()).toEqual({ 'ada@example.org': 'queued' })
      await second[fate]()
      expect(await db().delivery.findFirst()).toMatchObject({ state: 'unknown', unknowns: 1, decidedAt: null })
      expect(await db().sentPaper.count()).toBe(1)
    },
  )

  test('is not sent again by itself', async () => {
    await digestsTo('ada@example.org')
    await deliver(aMemoryTransport({ outcome: unknown }))
    await deliver(aMemoryTransport(), { impatient: true })
    expect(await db().delivery.findFirst()).toMatchObject({ state: 'unknown', unknowns: 0 })
  })
})

test('while nothing can be sent, one mail at a time sees whether it goes again, and none is used up', async () => {
  await digestsTo(...addresses('example.org', 30))
  const outcome = { ...rejected('535 5.7.8 bad credentials'), stage: 'sign-in' } as SmtpOutcome
  const transport = aMemoryTransport({ outcome })
  await deliver(transport)
  expect(transport.tried.length).toBeLessThanOrEqual(5)
  expect(await db().delivery.groupBy({ by: ['state', 'attempts'], _count: true })).toEqual([
    { state: 'queued', attempts: 0, _count: 30 },
  ])
})

test('no gate opens for a lane whose last outcome is not written yet: a crash leaves one mail a lane unknown', async () => {
  await digestsTo('ada@example.org', 'bob@example.org')
  const memory = aMemoryTransport()
  const client = await pool().connect()
  const passed: string[] = []
  const locking: SenderDeps['transport'] = {
    ...memory,
    send: (mail, options) =>
      memory.send(mail, {
        beforeEnd: async () => {
          await options?.beforeEnd?.()
          // The outcome of the first one cannot be written for now.
          if (passed.length === 0)
            await client.query("begin; select from deliveries where state = 'finishing' for update")
          passed.push(mail.recipient)
        },
      }),
  }
  const delivering = deliver(locking, { lanes: 1 })
  await eventually(() => memory.tried.length === 2)
  expect([passed.length, await fates()]).toMatchObject([1, { [passed[0] ?? '']: 'finishing' }])
  await client.query('rollback')
  client.release()
  await delivering
  expect(await fates()).toEqual({ 'ada@example.org': 'accepted', 'bob@example.org': 'accepted' })
})
