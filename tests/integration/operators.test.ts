import { describe, expect, test } from 'vitest'
import { askToSignIn } from '@/lib/accounts/ask-to-sign-in'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { messageIdOf } from '@/lib/mail/headers'
import { aMemoryTransport } from '../support/memory-transport'
import { ADA, acts, anIssue, clock, decide, ROOT, root, sendDue, useOperating } from '../support/operating'
import { signInAs, Visitor } from '../support/visitor'

useOperating()

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
