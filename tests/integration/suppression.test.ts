import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { deliverDue, type SenderDeps } from '@/lib/digest/deliver'
import { keysFor } from '@/lib/secret'
import { recipientKey, recipientKeySql } from '@/lib/suppression/keys'
import { renewKeys } from '@/lib/suppression/renew-keys'
import { recordSoftBounce } from '@/lib/suppression/soft-bounces'
import { suppress, suppressRecipientOf } from '@/lib/suppression/suppress'
import { findSuppression, lift, listSuppressions } from '@/lib/suppression/suppressions'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aSignInMail, digestsTo, fates } from '../support/mails'
import { aMemoryTransport } from '../support/memory-transport'
import { setSettings } from '../support/settings'
import { SLOT } from '../support/subscriptions'

useTestDatabase()

const [ada, bob] = ['ada@example.org', 'bob@example.org']
const bounced = { reason: 'bounced', detail: '550 5.1.1 nobody here' } as const
const complained = { reason: 'complained', detail: 'abuse' } as const

beforeEach(async () => {
  setSettings({}, fixedClock(SLOT))
  await db()
    .$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, suppressions, soft_bounces, mail_domains cascade`
  await aPaper({ votes: 3 })
})

async function deliver(given: Partial<SenderDeps> = {}): Promise<string[]> {
  const transport = aMemoryTransport()
  await deliverDue({ transport, clock: fixedClock(SLOT), leaseMs: 60_000, ...given })
  return transport.sent.map(({ recipient }) => recipient)
}

const reasons = async () =>
  (await db().delivery.findMany({ where: { state: 'suppressed' } })).map(({ reason }) => reason)

describe('who is on the list', () => {
  test('gets nothing, and the ledger says why', async () => {
    await digestsTo(ada, bob)
    await suppress(ada, bounced, SLOT)
    expect(await deliver()).toEqual([bob])
    expect(await fates()).toEqual({ [ada]: 'suppressed', [bob]: 'accepted' })
    expect(await reasons()).toEqual(['suppressed: bounced'])
    expect(await db().sentPaper.count()).toBe(1)
  })

  test('gets nothing either when it happens while the mail is on its way, and the mail is settled at once', async () => {
    await digestsTo(ada)
    const { send, sent, close } = aMemoryTransport()
    const late: SenderDeps['transport'] = {
      close,
      send: (mail, options) =>
        send(mail, {
          beforeEnd: async () => {
            await suppress(ada, complained, SLOT)
            await options?.beforeEnd?.()
          },
        }),
    }
    await deliver({ transport: late })
    expect(sent).toEqual([])
    expect(await reasons()).toEqual(['suppressed: complained'])
  })

  test('may still ask for a code after a complaint of digests, but not at an address where nobody is', async () => {
    await suppress(ada, complained, SLOT)
    await suppress(bob, bounced, SLOT)
    await aSignInMail(ada, SLOT)
    await aSignInMail(bob, SLOT)
    expect(await deliver()).toEqual([ada])
  })

  test('stays on it when the account is gone, and comes off it by an operator', async () => {
    await digestsTo(ada)
    await suppress(ada, bounced, SLOT)
    await db().reader.deleteMany()
    await digestsTo(ada)
    expect(await deliver()).toEqual([])

    const [entry] = await listSuppressions({ limit: 10 })
    expect(entry).toMatchObject({ reason: 'bounced', detail: '550 5.1.1 nobody here', since: SLOT, liftedAt: null })
    expect(await lift(entry?.key ?? '', 'operator-1', SLOT)).toBe(true)
    expect(await lift(entry?.key ?? '', 'operator-2', SLOT)).toBe(false)
    expect(await findSuppression(ada)).toMatchObject({ liftedAt: SLOT, liftedBy: 'operator-1' })
    await aSignInMail(ada, SLOT)
    expect(await deliver()).toEqual([ada])
  })

  test('is not told by the list: no address stands in it, also none that a server repeated', async () => {
    await suppress(ada, { reason: 'bounced', detail: `550 <${ada}> unknown` }, SLOT)
    expect(JSON.stringify(await listSuppressions({ limit: 1 }))).not.toContain('ada@')
  })
})

describe('how somebody comes onto the list', () => {
  test('a server that knows nobody of that name says it once', async () => {
    await digestsTo(ada)
    const reply = '550 5.1.1 no such user'
    const refused = { status: 'rejected', code: 550, enhanced: '5.1.1', stage: 'recipient', reply } as const
    await deliver({ transport: aMemoryTransport({ outcome: refused }) })
    expect(await findSuppression(ada)).toMatchObject({ reason: 'bounced', detail: reply })
  })

  test('a refusal for what the mail is leaves the address its good name', async () => {
    await digestsTo(ada)
    const reply = '550 5.7.1 blocked'
    const refused = { status: 'rejected', code: 550, enhanced: '5.7.1', stage: 'message', reply } as const
    await deliver({ transport: aMemoryTransport({ outcome: refused }) })
    expect(await findSuppression(ada)).toBeNull()
  })

  test('a bounce that comes after the mail was settled still finds its address', async () => {
    await digestsTo(ada)
    await deliver()
    const { id, recipient } = await db().delivery.findFirstOrThrow()
    expect(recipient).toBe('')
    expect(await suppressRecipientOf(id, bounced, SLOT)).toBe(true)
    expect(await findSuppression(ada)).toMatchObject({ reason: 'bounced' })
    expect(await suppressRecipientOf('00000000-0000-4000-8000-000000000000', bounced, SLOT)).toBe(false)
  })

  test('what weighs more is kept: an operator over a bounce over a complaint', async () => {
    await suppress(ada, complained, SLOT)
    await suppress(ada, bounced, SLOT)
    await suppress(ada, { reason: 'operator', detail: 'asked by letter' }, SLOT)
    await suppress(ada, complained, SLOT)
    expect(await findSuppression(ada)).toMatchObject({ reason: 'operator', detail: 'asked by letter' })
  })

  test('full mailboxes count over weeks and mails, not within one', async () => {
    await digestsTo(ada, bob)
    const [first, second] = await db().delivery.findMany()
    const daysOn = (days: number) => new Date(SLOT.getTime() + days * 24 * 3_600_000)
    const third = await db().delivery.create({
      data: { ...first, content: {}, id: crypto.randomUUID(), issueId: null } as Prisma.DeliveryUncheckedCreateInput,
    })
    await db().delivery.updateMany({ data: { recipient: ada } })
    const bounces: [string | undefined, number][] = [
      [first?.id, 0],
      [first?.id, 1],
      [second?.id, 7],
      [second?.id, 8],
    ]
    for (const [id, day] of bounces) {
      await db().delivery.update({ where: { id: id ?? '' }, data: { attempts: { increment: 1 } } })
      // Written down twice, when the database was away in between: it counts once.
      for (const again of [0, 0.1])
        expect(await recordSoftBounce(id ?? '', '452 4.2.2 full', daysOn(day + again))).toBe(false)
    }
    expect(await findSuppression(ada)).toBeNull()
    expect(await recordSoftBounce(third.id, '452 4.2.2 full', daysOn(15))).toBe(true)
    expect(await findSuppression(ada)).toMatchObject({ reason: 'bounced', detail: '5 times: 452 4.2.2 full' })
  })
})

describe('the hash', () => {
  test('is the same in SQL as in the program', async () => {
    const address = 'ärger+tag@example.org'
    const [row] = await db().$queryRaw<
      [{ key: Uint8Array }]
    >`select ${recipientKeySql(Prisma.sql`${address}::text`)} as key`
    const [key] = keysFor('suppression')
    expect(Buffer.from(row.key)).toEqual(createHmac('sha256', key).update(address).digest())
    expect(Buffer.from(recipientKey(address))).toEqual(Buffer.from(row.key))
  })

  test('holds while the secret is rotated, and moves under the new one', async () => {
    const [old, fresh] = [
      'an old secret that is long enough to be accepted',
      'a new secret that is long enough to be accepted',
    ]
    setSettings({ SECRET: old }, fixedClock(SLOT))
    await digestsTo(ada)
    await suppress(ada, bounced, SLOT)
    const oldKey = recipientKey(ada)
    const { id } = await db().delivery.findFirstOrThrow()
    await db().delivery.update({ where: { id }, data: { state: 'accepted', recipient: '', recipientKey: oldKey } })
    setSettings({ SECRET: `${fresh},${old}` }, fixedClock(SLOT))
    expect(await deliver()).toEqual([])
    await db().softBounce.create({ data: { key: oldKey, deliveryId: id, attempt: 1, at: SLOT } })
    expect(await renewKeys()).toBe(3)
    setSettings({ SECRET: fresh }, fixedClock(SLOT))
    expect(await findSuppression(ada)).toMatchObject({ reason: 'bounced' })
    // A bounce of a mail from before finds its address also after the old secret is gone.
    expect(await db().delivery.findUnique({ where: { id } })).toMatchObject({ recipientKey: recipientKey(ada) })
    expect(await db().softBounce.findMany()).toMatchObject([{ key: recipientKey(ada) }])
    expect(await renewKeys()).toBe(0)
  })
})
