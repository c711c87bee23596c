import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { carryOut } from '@/lib/operators/carry-out'
import { pauseDomain } from '@/lib/outbox/domains'
import { recipientKey } from '@/lib/suppression/keys'
import { suppress } from '@/lib/suppression/suppress'
import { ADA, acts, anIssue, clock, decide, ROOT, root, sendDue, useOperating } from '../support/operating'
import { aSubscription, SLOT } from '../support/subscriptions'

useOperating()

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
