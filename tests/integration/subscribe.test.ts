import { beforeEach, describe, expect, test } from 'vitest'
import { type Limit, takeFrom } from '@/lib/accounts/limits'
import { db } from '@/lib/database/client'
import { runDigest } from '@/lib/digest/run-digest'
import { paths } from '@/lib/paths'
import { CONFIRMS_ALTOGETHER } from '@/lib/subscriptions/limits'
import { signLink } from '@/lib/subscriptions/links'
import { purgeUnconfirmed } from '@/lib/subscriptions/purge'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aClock, setSettings } from '../support/settings'
import { confirmLinkTo, visit } from '../support/subscriber'
import { aSubscription } from '../support/subscriptions'
import { signInAs, Visitor } from '../support/visitor'

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
let strangers = 0
/** Each from a network of their own. */
const aStranger = () => {
  strangers += 1
  return new Visitor(`198.51.${strangers}.1`)
}
/** Of the cookie by which the browser is known that asked; without the key it tells nothing. */
const SIGNATURE = /^(broadsheet-asked=\d+\.)[\w-]{43}(?=;)/
const confirmMails = () => db().delivery.count({ where: { kind: 'confirm' } })

/** As if so many of the whole site had been taken within this hour. */
async function exhaust(limit: Limit, { butFor = 0 } = {}): Promise<void> {
  const before = await db().rateLimit.findMany({ select: { key: true, points: true } })
  await takeFrom(limit, '')
  const after = await db().rateLimit.findMany({ select: { key: true, points: true } })
  const taken = after.find(({ key, points }) => before.find((row) => row.key === key)?.points !== points)
  await db().rateLimit.update({ where: { key: taken?.key ?? '' }, data: { points: limit.acts - butFor } })
}

async function confirmed(fields: Record<string, string> = {}): Promise<string> {
  await visit('/subscribe', { email: ADA, ...fields })
  const { to } = await visit(await confirmLinkTo(ADA), { hour: '8', zone: 'Europe/Berlin' })
  return to
}

describe('asking', () => {
  test('asking queues one confirmation and leads to the very mail that will come, and when', async () => {
    const { status, to } = await visit('/subscribe', { email: ADA, zone: 'Europe/Berlin' })
    expect(status).toBe(303)
    const page = await visit(to)
    expect(page.html).toContain('Next mail: Sat 21 Nov, 08:00 Europe/Berlin')
    expect(page.html).toContain('A paper about graphs')
    const [, frame = ''] = /<iframe[^>]* src="([^"]+)"/.exec(page.html) ?? []
    const mail = await visit(frame.replaceAll('&amp;', '&'))
    expect(mail.html).toContain('A paper about graphs')
    expect(mail.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect(await subscriptions()).toMatchObject([
      { state: 'pending', view: '/', rhythm: 'daily', hour: 8, zone: 'Europe/Berlin', nextDueAt: null },
    ])
    expect(await confirmMails()).toBe(1)
  })

  test('new, pending, subscribed, unsubscribed and limited addresses get the same answer', async () => {
    await aSubscription({ email: 'active@example.org' })
    await aSubscription({ email: 'pending@example.org', state: 'pending' })
    await aSubscription({ email: 'left@example.org', state: 'unsubscribed' })
    await visit('/subscribe', { email: 'limited@example.org' })
    const addresses = ['active', 'pending', 'left', 'limited', 'new'].map((name) => `${name}@example.org`)
    const answers = []
    for (const email of addresses) {
      const begun = performance.now()
      const { status, to, html, headers } = await visit('/subscribe', { email }, aStranger())
      const shown = [...headers].map(([name, value]) => [name, value.replace(SIGNATURE, '$1')])
      answers.push({ status, to, html, headers: shown })
      // What was done for the address does not show in the time either.
      expect(performance.now() - begun).toBeGreaterThan(99)
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.to).not.toContain('example.org')
  })

  test('an address gets one confirmation a day, and three in a week, whoever asks', async () => {
    for (let i = 0; i < 12; i++) await visit('/subscribe', { email: ADA }, new Visitor(`198.51.${i}.1`))
    expect(await confirmMails()).toBe(1)
  })

  test.each([
    ['machine', 5, () => new Visitor('198.51.100.9')],
    ['network', 20, (nth: number) => new Visitor(`198.51.100.${nth + 1}`)],
  ])('a %s has %i addresses mailed an hour, and is told when to come again', async (_, most, visitor) => {
    for (let i = 0; i < most; i++) {
      expect((await visit('/subscribe', { email: `r${i}@example.org` }, visitor(i))).status).toBe(303)
    }
    const { status, headers, html } = await visit('/subscribe', { email: 'late@example.org' }, visitor(most))
    expect([status, Number(headers.get('retry-after')) > 3_500]).toEqual([429, true])
    expect(html).toMatch(/try again in (59|60) minutes/)
    expect(await confirmMails()).toBe(most)
    // Nothing of it was counted against the address.
    expect((await visit('/subscribe', { email: 'late@example.org' })).status).toBe(303)
    expect(await confirmMails()).toBe(most + 1)
  })

  test('one mailbox under many spellings is one address', async () => {
    const spellings = ['a.da@gmail.com', 'ada@gmail.com', 'ada+1@gmail.com', 'ada+2@googlemail.com', 'Ada+3@Gmail.com']
    for (const email of spellings) await visit('/subscribe', { email }, aStranger())
    expect(await confirmMails()).toBe(1)
    const { recipient } = await db().delivery.findFirstOrThrow({ where: { kind: 'confirm' } })
    expect(recipient).toBe('a.da@gmail.com')
  })

  test('when the whole site has mailed its fill, every address is told so, asked before or not', async () => {
    await visit('/subscribe', { email: 'asked@example.org' })
    await exhaust(CONFIRMS_ALTOGETHER)
    const answers = []
    for (const email of ['asked@example.org', 'new@example.org']) {
      const { status, html } = await visit('/subscribe', { email }, new Visitor('198.51.100.9'))
      answers.push({ status, html })
    }
    expect(answers[0]?.status).toBe(429)
    expect(answers[1]).toEqual(answers[0])
    expect(await confirmMails()).toBe(1)
  })

  test('who asks again and again for an address that had its mail uses up nothing of what all share', async () => {
    await visit('/subscribe', { email: ADA })
    await exhaust(CONFIRMS_ALTOGETHER, { butFor: 1 })
    for (let i = 0; i < 3; i++) await visit('/subscribe', { email: ADA })
    expect((await visit('/subscribe', { email: 'new@example.org' })).status).toBe(303)
    expect(await confirmMails()).toBe(2)
  })

  test('a subscription that runs is not changed by a stranger who asks for its address', async () => {
    const { id } = await aSubscription({ email: ADA, hour: 6, zone: 'Asia/Tokyo' })
    await visit('/subscribe', { email: ADA, hour: '23', zone: 'UTC' })
    expect(await db().subscription.findUnique({ where: { id } })).toMatchObject({
      state: 'active',
      hour: 6,
      zone: 'Asia/Tokyo',
    })
  })

  test('a program that fills in what people do not see is thanked, and nothing happens', async () => {
    const honest = await visit('/subscribe', { email: 'honest@example.org' })
    const trapped = await visit('/subscribe', { email: ADA, website: 'https://spam.example' })
    expect(trapped).toMatchObject({ status: 303, to: honest.to })
    expect(await db().reader.count({ where: { email: ADA } })).toBe(0)
  })

  test.each([
    ['empty', ''],
    ['half', 'ada'],
    ['with a header behind it', 'ada@example.org\r\nBcc: bob@example.org'],
    ['two at once', 'ada@example.org, bob@example.org'],
    ['with a name', 'Ada <ada@example.org>'],
    ['of ten thousand letters', `${'a'.repeat(10_000)}@example.org`],
    ['of markup', '<script>alert(1)</script>@example.org'],
  ])('an address that is %s is refused on the form, and nothing is stored', async (_, email) => {
    const { status, html } = await visit('/subscribe', { email })
    expect(status).toBe(422)
    expect(html).not.toContain('<script>alert')
    expect(await db().reader.count()).toBe(0)
  })

  test('a zone in which no slot can be reckoned is told on the form, and nothing is queued', async () => {
    const { status, html } = await visit('/subscribe', { email: ADA, zone: 'PST' })
    expect([status, html.includes('That is no time zone')]).toEqual([422, true])
    expect([await db().reader.count(), await confirmMails()]).toEqual([0, 0])
  })

  test('the form of a day that is over offers what trends instead', async () => {
    const { html } = await visit(paths.subscribeTo('/papers/date/2026-11-19'))
    expect(html).toContain('Trending papers, by email')
    expect(html).toContain('Days that are over bring nothing new')
  })

  test('the form of a day of picks, or of a group’s week, that is over offers what goes on', async () => {
    const picks = (await visit(paths.subscribeTo('/picks/2026-11-19'))).html
    expect([picks.includes('name="view" value="/picks"'), picks.includes('brings nothing new')]).toEqual([true, true])
    const group = (await visit(paths.subscribeTo('/groups/Lab-7/2026-W46'))).html
    expect(group).toContain('name="view" value="/groups/Lab-7"')
  })

  test('who is signed in with the address needs no mail', async () => {
    const browser = await signInAs(ADA)
    const { to } = await visit('/subscribe', { email: ADA, zone: 'Europe/Berlin' }, browser)
    expect((await visit(to)).html).toContain('You are subscribed')
    expect([await confirmMails(), (await subscriptions())[0]?.state]).toEqual([0, 'active'])
    await visit('/subscribe', { email: 'bob@example.org' }, browser)
    expect(await db().subscription.count({ where: { state: 'active' } })).toBe(1)
  })
})

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
