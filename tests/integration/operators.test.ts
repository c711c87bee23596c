import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { askToSignIn } from '@/lib/accounts/ask-to-sign-in'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { freezeAllDue } from '@/lib/digest/freeze'
import { messageIdOf } from '@/lib/mail/headers'
import { carryOut } from '@/lib/operators/carry-out'
import { pauseDomain } from '@/lib/outbox/domains'
import { recipientKey } from '@/lib/suppression/keys'
import { suppress } from '@/lib/suppression/suppress'
import { adminWithApp } from '../support/admin'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const ROOT = 'root@example.org'
const ADA = 'ada@example.org'
const clock = aClock(SLOT.toISOString())
let root: Visitor

beforeEach(async () => {
  clock.moveTo(SLOT.toISOString())
  setSettings({ ADMIN_EMAILS: ROOT }, clock)
  await db()
    .$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, suppressions, rate_limits, operator_acts, sending_pauses, mail_domains cascade`
  await aPaper({ title: 'A paper about graphs', votes: 3 })
  root = (await adminWithApp(ROOT, clock)).visitor
})

/** An issue with so many readers, frozen and not sent. */
async function anIssue(readers = 1) {
  for (let i = 0; i < readers; i++) await aSubscription({ email: i === 0 ? ADA : `r${i}@example.org` })
  await freezeAllDue(clock.now())
  return db().issue.findFirstOrThrow()
}

async function sendDue() {
  const transport = aMemoryTransport()
  await deliverDue({ transport, clock, leaseMs: 60_000 })
  return transport.sent
}

const acts = () => db().operatorAct.findMany({ orderBy: { at: 'asc' } })

/** Both presses: the one that asks, and the one that means it. */
async function decide(fields: Record<string, string>, operator = root) {
  const asked = await operator.post('/admin/acts', fields)
  expect([asked.status, asked.html.includes('Is that meant?')]).toEqual([200, true])
  return operator.post('/admin/acts', { ...fields, confirmed: 'yes' })
}

const PAGES = [
  '/admin',
  '/admin/digests',
  '/admin/unknown',
  '/admin/domains',
  '/admin/suppressions',
  '/admin/people',
  '/admin/mail',
  '/admin/invitations',
]

describe('the operators’ pages', () => {
  test('are there for nobody else, not even for an admin who took one step only', async () => {
    const { id } = await anIssue()
    const [bob, halfWay] = [await signInAs('bob@example.org'), await signInAs(ROOT)]
    for (const page of [...PAGES, `/admin/digests/${id}`]) {
      expect((await root.get(page)).status).toBe(200)
      expect((await new Visitor().get(page)).status).toBe(404)
      expect((await bob.get(page)).status).toBe(404)
      expect((await halfWay.get(page)).status).toBe(403)
    }
  })

  test('let nobody else do anything, confirmed or not', async () => {
    await anIssue()
    const fields = { act: 'pause-sending', reason: 'because', confirmed: 'yes' }
    for (const visitor of [new Visitor(), await signInAs('bob@example.org'), await signInAs(ROOT)])
      expect([403, 404]).toContain((await visitor.post('/admin/acts', fields)).status)
    expect([await acts(), await db().sendingPause.count()]).toEqual([[], 0])
  })

  test('do nothing at the first press, and nothing without a reason where one is asked for', async () => {
    await root.post('/admin/acts', { act: 'pause-sending', reason: 'a test' })
    const { status, html } = await root.post('/admin/acts', { act: 'pause-sending', reason: ' ', confirmed: 'yes' })
    expect([status, html.includes('It takes a reason')]).toEqual([422, true])
    expect(await db().sendingPause.count()).toBe(0)
  })
})

describe('progress', () => {
  test('tells why mails were skipped', async () => {
    const { id } = await anIssue(3)
    const rows = await db().delivery.findMany({ where: { issueId: id }, orderBy: { id: 'asc' } })
    for (const [index, reason] of ['stale: 421 try later', 'nothing new', 'nothing new'].entries())
      await db().delivery.update({
        where: { id: rows[index]?.id ?? '' },
        data: { state: 'skipped', settledAt: clock.now(), reason },
      })
    expect((await root.get('/admin/digests')).html).toContain('0 sent, 3 skipped (nothing new, stale) of 3.')
  })

  test('tells what was sent, what is left, how fast, and for how long still', async () => {
    const { id } = await anIssue(5)
    const rows = await db().delivery.findMany({ where: { issueId: id }, orderBy: { id: 'asc' } })
    for (const [index, state] of (['accepted', 'accepted', 'failed'] as const).entries())
      await db().delivery.update({
        where: { id: rows[index]?.id ?? '' },
        data: { state, settledAt: clock.now(), reason: state === 'failed' ? '550 5.1.1 no such user' : '250 ok' },
      })
    const { html } = await root.get('/admin/digests')
    expect(html).toContain('2 sent, 2 left, 1 failed of 5. 2 in the last minute: about a minute to go.')
    expect((await root.get(`/admin/digests/${id}`)).html).toContain('1 failed: 550 5.1.1 no such user')
  })

  test('renews itself only when it was asked to, and only while mails leave', async () => {
    await anIssue()
    const refreshOf = async (page: string) => (await root.get(page)).headers.get('refresh')
    expect(await refreshOf('/admin/digests')).toBe(null)
    expect(await refreshOf('/admin/digests?live=1')).toBe('5')
    await sendDue()
    expect(await refreshOf('/admin/digests?live=1')).toBe(null)
  })
})

describe('pausing all sending', () => {
  test('keeps every mail but codes to sign in, until it is resumed; both are written down', async () => {
    await anIssue()
    await decide({ act: 'pause-sending', reason: 'the provider asks us to stop' })
    await askToSignIn({ email: 'bob@example.org', back: '/', network: 'x', heldToken: null }, clock.now())
    expect((await sendDue()).map(({ recipient }) => recipient)).toEqual(['bob@example.org'])
    expect((await root.get('/admin/digests')).html).toContain('the provider asks us to stop')

    clock.passMinutes(5)
    await decide({ act: 'resume-sending' })
    expect((await sendDue()).map(({ recipient }) => recipient)).toEqual([ADA])
    expect(await acts()).toMatchObject([
      { act: 'pause-sending', detail: 'the provider asks us to stop' },
      { act: 'resume-sending', at: clock.now() },
    ])
    expect((await root.get('/admin')).html).toContain(`${ROOT}, pause sending: the provider asks us to stop`)
  })

  test('keeps a mail that a sender holds already before its end', async () => {
    await anIssue()
    const transport = aMemoryTransport()
    const held = {
      ...transport,
      send: async (...[mail, options]: Parameters<typeof transport.send>) => {
        await db().sendingPause.create({ data: { since: clock.now(), reason: 'now' } })
        return transport.send(mail, options)
      },
    }
    await deliverDue({ transport: held, clock, leaseMs: 60_000, lanes: 1 })
    expect(transport.sent).toEqual([])
    expect(await db().delivery.findFirst({ where: { kind: 'digest' } })).toMatchObject({ state: 'queued' })
  })

  test('twice is once', async () => {
    await decide({ act: 'pause-sending', reason: 'one' })
    await decide({ act: 'pause-sending', reason: 'two' })
    expect([await db().sendingPause.count(), (await acts()).length]).toEqual([1, 1])
  })
})

describe('an issue', () => {
  test('is held, and goes on where it stopped', async () => {
    const { id } = await anIssue()
    await decide({ act: 'hold', issue: id, reason: 'looks wrong' })
    expect(await sendDue()).toEqual([])
    expect((await root.get(`/admin/digests/${id}`)).html).toContain('looks wrong')
    await decide({ act: 'release', issue: id })
    expect(await sendDue()).toHaveLength(1)
  })

  test('goes to the operator as a test, marked and counted nowhere', async () => {
    const { id } = await anIssue()
    const before = await db().sentPaper.count()
    await decide({ act: 'test-send', issue: id })
    const test = (await sendDue()).find(({ recipient }) => recipient === ROOT)
    expect(test?.subject).toMatch(/^Test: /)
    expect(test?.text).toMatch(/This is a test by an operator/)
    expect(await db().sentPaper.count()).toBe(before)
    expect((await root.get('/admin/digests')).html).toContain('1 sent of 1.')
  })

  async function withUnknown() {
    const { id } = await anIssue(2)
    await db().delivery.updateMany({
      where: { issueId: id },
      // Its deadline is over: an operator who wants it sent again wants it all the same.
      data: { state: 'unknown', settledAt: clock.now(), deadlineAt: clock.now(), recipient: '', attempts: 1 },
    })
    return id
  }

  test('whose mails are unknown is sent again, to readers who did not leave, with the same Message-ID', async () => {
    const id = await withUnknown()
    await db().subscription.updateMany({ where: { reader: { email: ADA } }, data: { state: 'unsubscribed' } })
    expect((await root.get(`/admin/digests/${id}`)).html).toContain('2 mails')
    await decide({ act: 'resend-unknown', issue: id })
    const sent = await sendDue()
    expect(sent.map(({ recipient }) => recipient)).toEqual(['r1@example.org'])
    const { id: deliveryId } = await db().delivery.findFirstOrThrow({ where: { issueId: id, state: 'accepted' } })
    expect(sent[0]?.messageId).toBe(messageIdOf(deliveryId, 'http://localhost:3000'))
  })

  test('whose mails are unknown can be left alone, and is not asked about again', async () => {
    const id = await withUnknown()
    await decide({ act: 'leave-unknown', issue: id })
    expect(await sendDue()).toEqual([])
    expect((await root.get(`/admin/digests/${id}`)).html).not.toContain('To be decided')
    expect(await acts()).toMatchObject([{ act: 'leave-unknown', subject: id, detail: '2 mails' }])
  })
})

describe('mails to be decided about', () => {
  async function unknownIssues(count: number) {
    const { id: subscriptionId } = await aSubscription({ email: ADA })
    const issues = Array.from({ length: count }, (_, index) => ({
      id: randomUUID(),
      view: '/',
      rhythm: 'daily',
      slotAt: new Date(SLOT.getTime() - index * 24 * 3_600_000),
      composedAt: SLOT,
      content: {},
    }))
    await db().issue.createMany({ data: issues })
    const of = {
      kind: 'digest',
      subscriptionId,
      recipient: '',
      content: {},
      createdAt: SLOT,
      dueAt: SLOT,
      deadlineAt: SLOT,
    }
    await db().delivery.createMany({
      data: issues.map(({ id: issueId }) => ({ ...of, issueId, state: 'unknown' as const, settledAt: SLOT })),
    })
    return issues.map(({ id }) => id)
  }

  const shownOn = (html: string) => [...html.matchAll(/"\/admin\/digests\/([0-9a-f-]{36})"/g)].map(([, id]) => id)

  test('are all to be found, however old their issue, a page at a time', async () => {
    const issues = await unknownIssues(45)
    expect((await root.get('/admin/digests')).html).toContain('45 issues have mails to be decided about')
    const seen: (string | undefined)[] = []
    for (let page = '/admin/unknown'; page; ) {
      const { html } = await root.get(page)
      seen.push(...shownOn(html))
      page = /href="(\/admin\/unknown\?before=[^"]+)"/.exec(html)?.[1] ?? ''
    }
    expect(seen).toEqual(issues)
  })

  test('are on that page no more once they are decided about', async () => {
    const [id = ''] = await unknownIssues(1)
    expect(shownOn((await root.get('/admin/unknown')).html)).toEqual([id])
    await decide({ act: 'leave-unknown', issue: id })
    expect((await root.get('/admin/unknown')).html).toContain('There is nothing to decide.')
  })

  test('are not looked for after what is no issue', async () => {
    expect((await root.get('/admin/unknown?before=yesterday')).status).toBe(400)
  })
})

describe('a domain that complained', () => {
  test('is told, with its pace and what it said, and let go on', async () => {
    await anIssue()
    await pauseDomain(ADA, '550 5.7.1 too much of it')
    const { html } = await root.get('/admin/domains')
    expect(html).toContain('example.org')
    expect(html).toContain('550 5.7.1 too much of it')
    expect(await sendDue()).toEqual([])

    await decide({ act: 'free-domain', domain: 'example.org' })
    expect((await sendDue()).map(({ recipient }) => recipient)).toEqual([ADA])
    expect((await root.get('/admin/domains')).html).toContain('No domain complains')
    expect(await acts()).toMatchObject([{ act: 'free-domain', detail: 'example.org' }])
  })
})

test('an act that cannot be written down is not done either', async () => {
  const { id } = await anIssue()
  await suppress(ADA, { reason: 'bounced', detail: 'gone' }, clock.now())
  const [entry] = await db().suppression.findMany()
  const key = Buffer.from(entry?.key ?? []).toString('hex')
  // PostgreSQL takes no such text, so that the note fails after the act.
  const nobody = { id: 'no\0body', email: ROOT }
  const all = [
    { act: 'hold', issue: id, reason: 'a typo' },
    { act: 'lift', key, reason: 'she wrote' },
    { act: 'suppress', email: 'bob@example.org', reason: 'asked' },
  ] as const
  for (const act of all) await expect(carryOut(act, nobody, clock.now())).rejects.toThrow()
  await db().issue.update({ where: { id }, data: { heldAt: clock.now(), heldReason: 'a typo' } })
  await expect(carryOut({ act: 'release', issue: id }, nobody, clock.now())).rejects.toThrow()
  expect(await db().issue.findUnique({ where: { id } })).toMatchObject({ heldReason: 'a typo', releasedAt: null })
  expect(await db().suppression.findMany()).toEqual([entry])
})

describe('suppressed addresses', () => {
  const keyOf = (email: string) => Buffer.from(recipientKey(email)).toString('hex')

  test('are found by their address, which stands nowhere on the list, and lifted with a reason', async () => {
    await anIssue()
    await suppress(ADA, { reason: 'bounced', detail: '550 5.1.1' }, clock.now())
    expect((await root.get('/admin/suppressions')).html).not.toContain(ADA)
    const found = await root.post('/admin/suppressions', { email: ' Ada@Example.org ' })
    expect(found.html).toContain('550 5.1.1')
    expect(await sendDue()).toEqual([])

    await decide({ act: 'lift', key: keyOf(ADA), reason: 'she wrote to us' })
    expect(await acts()).toMatchObject([{ act: 'lift', detail: 'she wrote to us' }])
    expect((await root.post('/admin/suppressions', { email: ADA })).html).toContain('Lifted')
  })

  test('can be added by hand', async () => {
    await anIssue()
    await decide({ act: 'suppress', email: ADA, reason: 'asked by post' })
    expect(await sendDue()).toEqual([])
    expect(JSON.stringify(await acts())).not.toContain(ADA)
  })

  test('are not looked for by what is no address', async () => {
    expect((await root.post('/admin/suppressions', { email: 'ada' })).status).toBe(422)
  })
})

test('the mail check says what the doctor says, and asks nobody before the press', async () => {
  expect((await root.get('/admin/mail')).html).not.toContain('SMTP_URL is not set')
  expect((await root.post('/admin/mail')).html).toContain('SMTP_URL is not set')
})
