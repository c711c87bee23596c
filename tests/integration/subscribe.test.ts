import { beforeEach, describe, expect, test } from 'vitest'
import { type Limit, takeFrom } from '@/lib/accounts/limits'
import { db } from '@/lib/database/client'
import { paths } from '@/lib/paths'
import { CONFIRMS_ALTOGETHER } from '@/lib/subscriptions/limits'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { subscribed, visit } from '../support/subscriber'
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

const _confirmed = (fields: Record<string, string> = {}) => subscribed(ADA, fields)

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
