import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { runDigest } from '@/lib/digest/run-digest'
import { paths } from '@/lib/paths'
import { signLink } from '@/lib/subscriptions/links'
import { purgeUnconfirmed } from '@/lib/subscriptions/purge'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aClock, setSettings } from '../support/settings'
import { confirmLinkTo, subscribed, visit } from '../support/subscriber'
import { aSubscription } from '../support/subscriptions'

useTestDatabase()

const ADA = 'ada@example.org'
const clock = aClock('2026-11-20T12:00:00Z')

beforeEach(async () => {
  clock.moveTo('2026-11-20T12:00:00Z')
  setSettings({}, clock)
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, rate_limits cascade`
  await aPaper({ title: 'A paper about graphs', votes: 3 })
})

const subscriptions = () => db().subscription.findMany({ include: { reader: true }, orderBy: { createdAt: 'asc' } })
const confirmMails = () => db().delivery.count({ where: { kind: 'confirm' } })
const confirmed = (fields: Record<string, string> = {}) => subscribed(ADA, fields)

describe('confirming', () => {
  test('opening the link changes nothing; the press confirms, with the hour and zone of the form', async () => {
    await visit('/subscribe', { email: ADA })
    const link = await confirmLinkTo(ADA)
    for (let i = 0; i < 3; i++) expect((await visit(link)).html).toContain('Yes, send it to me')
    expect(await subscriptions()).toMatchObject([{ state: 'pending', nextDueAt: null }])

    const { status, to } = await visit(link, { hour: '7', zone: 'America/New_York' })
    expect(status).toBe(303)
    expect(await subscriptions()).toMatchObject([
      {
        state: 'active',
        hour: 7,
        zone: 'America/New_York',
        nextDueAt: new Date('2026-11-21T12:00:00Z'),
        reader: { emailVerified: true },
      },
    ])
    const page = await visit(to)
    expect(page.html).toContain('Next mail: Sat 21 Nov, 07:00 America/New_York')
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  test('confirmed twice, it is confirmed once, and says so again', async () => {
    await visit('/subscribe', { email: ADA })
    const link = await confirmLinkTo(ADA)
    await visit(link, { hour: '8', zone: 'UTC' })
    const before = await subscriptions()
    clock.passMinutes(60)
    const again = await visit(link, { hour: '9', zone: 'Asia/Tokyo' })
    expect((await visit(again.to)).html).toContain('You are subscribed')
    expect((await visit(link)).status).toBe(303)
    expect(await subscriptions()).toEqual(before)
  })

  test('a wrong zone is told on the form, and nothing is confirmed', async () => {
    await visit('/subscribe', { email: ADA })
    const { status, html } = await visit(await confirmLinkTo(ADA), { hour: '8', zone: 'Mars/Olympus' })
    expect([status, html.includes('That is no time zone')]).toEqual([422, true])
    expect(await subscriptions()).toMatchObject([{ state: 'pending' }])
  })

  test('after three days the link is over, and after a week the address is forgotten', async () => {
    await visit('/subscribe', { email: ADA })
    const link = await confirmLinkTo(ADA)
    clock.passMinutes(72 * 60)
    expect((await visit(link, { hour: '8', zone: 'UTC' })).status).toBe(410)
    expect(await subscriptions()).toMatchObject([{ state: 'pending' }])
    clock.passMinutes(97 * 60)
    expect(await purgeUnconfirmed(clock.now())).toEqual({ subscriptions: 1, readers: 1 })
    expect([await db().reader.count(), await confirmMails()]).toEqual([0, 0])
  })

  test('an old confirmation does not bring back what was unsubscribed', async () => {
    const manage = await confirmed()
    const link = await confirmLinkTo(ADA)
    await visit(manage, { act: 'unsubscribe' })
    expect((await visit(link, { hour: '8', zone: 'UTC' })).status).toBe(410)
    expect(await subscriptions()).toMatchObject([{ state: 'unsubscribed', nextDueAt: null }])
  })

  test('who left may subscribe again on the same day', async () => {
    const manage = await confirmed()
    await visit(manage, { act: 'unsubscribe' })
    clock.passMinutes(1)
    await confirmed()
    expect(await subscriptions()).toMatchObject([{ state: 'active', unsubscribedAt: null }])
  })

  test('a broken or forged link is a page that helps', async () => {
    const { id } = await aSubscription({ state: 'pending' })
    for (const token of ['x', signLink('unsubscribe', id), signLink('confirm', id).slice(0, -1)]) {
      const { status, html } = await visit(`/subscriptions/confirm/${token}`, { hour: '8', zone: 'UTC' })
      expect([status, html.includes('This link is not whole')]).toEqual([404, true])
    }
    expect(await subscriptions()).toMatchObject([{ state: 'pending' }])
  })
})

describe('leaving', () => {
  async function mailedLinks() {
    const transport = aMemoryTransport()
    await confirmed()
    clock.moveTo('2026-11-21T07:00:00Z')
    await runDigest({ transport, clock })
    const header = (name: string) => transport.sent[0]?.headers.find(([key]) => key === name)?.[1] ?? ''
    const oneClick = /<(https?:[^>]+)>/.exec(header('List-Unsubscribe'))?.[1] ?? ''
    return { oneClick, post: header('List-Unsubscribe-Post') }
  }

  test('one click from the mail program is enough: a POST without cookies, answered without a redirect', async () => {
    const { oneClick, post } = await mailedLinks()
    expect(post).toBe('List-Unsubscribe=One-Click')
    const { status } = await visit(oneClick, { 'List-Unsubscribe': 'One-Click' })
    expect(status).toBe(200)
    expect(await subscriptions()).toMatchObject([{ state: 'unsubscribed', nextDueAt: null }])
    expect((await visit(oneClick, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200)
  })

  test('opening the link shows a button and changes nothing, also years later', async () => {
    const { oneClick } = await mailedLinks()
    clock.moveTo('2036-01-01T00:00:00Z')
    const page = await visit(oneClick)
    expect(page.html).toMatch(/<form[^>]* action="\/subscriptions\/unsubscribe\/[\w-]+" method="post"/)
    expect(await subscriptions()).toMatchObject([{ state: 'active' }])
    expect((await visit(oneClick, {})).html).toContain('You are unsubscribed')
  })

  test('no mail comes after unsubscribing', async () => {
    const { oneClick } = await mailedLinks()
    await aPaper({ votes: 9 })
    await visit(oneClick, {})
    clock.moveTo('2026-11-22T07:00:00Z')
    const transport = aMemoryTransport()
    expect(await runDigest({ transport, clock })).toMatchObject({ issues: 0, sent: 0 })
    expect(transport.sent).toEqual([])
  })
})

describe('changing', () => {
  const manageLink = async () => {
    const [{ id } = { id: '' }] = await subscriptions()
    return paths.manageSubscription(signLink('manage', id))
  }

  test('another hour and zone count from the next slot on', async () => {
    const manage = await confirmed()
    expect((await visit(manage, { act: 'reschedule', hour: '20', zone: 'asia/tokyo' })).status).toBe(303)
    expect(await subscriptions()).toMatchObject([
      { hour: 20, zone: 'Asia/Tokyo', nextDueAt: new Date('2026-11-21T11:00:00Z') },
    ])
  })

  test('paused, nothing comes; resumed, it comes from the next slot on', async () => {
    const manage = await confirmed()
    await visit(manage, { act: 'pause' })
    expect(await subscriptions()).toMatchObject([{ state: 'paused', nextDueAt: null }])
    expect((await visit(manage)).html).toContain('Your digest is paused')
    clock.moveTo('2026-11-25T12:00:00Z')
    await visit(await manageLink(), { act: 'resume' })
    expect(await subscriptions()).toMatchObject([{ state: 'active', nextDueAt: new Date('2026-11-26T07:00:00Z') }])
  })

  test('the link of a mail ends after its time, and then changes nothing', async () => {
    const { id } = await aSubscription()
    const manage = paths.manageSubscription(signLink('manage', id, clock.now()))
    expect((await visit(manage, { act: 'unsubscribe' })).status).toBe(410)
    expect(await subscriptions()).toMatchObject([{ state: 'active' }])
  })
})
