import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { runDigest } from '@/lib/digest/run-digest'
import { paths } from '@/lib/paths'
import { signLink } from '@/lib/subscriptions/links'
import { suppress } from '@/lib/suppression/suppress'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aClock, setSettings } from '../support/settings'
import { visit } from '../support/subscriber'
import { aSubscription, SLOT } from '../support/subscriptions'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const clock = aClock('2026-11-23T12:00:00Z')

beforeEach(async () => {
  clock.moveTo('2026-11-23T12:00:00Z')
  setSettings({}, clock)
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, suppressions, rate_limits cascade`
  await aPaper({ title: 'A paper about graphs', votes: 3 })
})

const manage = (id: string) => paths.manageSubscription(signLink('manage', id))
const stateOf = (id: string) => db().subscription.findUniqueOrThrow({ where: { id } })

async function mailed(traits: Parameters<typeof aSubscription>[0] = {}) {
  const subscription = await aSubscription({ email: ADA, ...traits })
  const transport = aMemoryTransport()
  clock.moveTo(SLOT.toISOString())
  await runDigest({ transport, clock })
  return { subscription, first: transport.sent[0] }
}

/** What leaves now beside digests of their slots. */
async function copiesSent() {
  const transport = aMemoryTransport()
  await deliverDue({ transport, clock, leaseMs: 60_000, kinds: ['copy'] })
  return transport.sent
}

describe('the page of a digest', () => {
  test('says what it is, how much, when it comes, and in which zone', async () => {
    const { id } = await aSubscription({ name: 'My graphs', rhythm: 'mon,thu', hour: 6, zone: 'Asia/Tokyo', papers: 7 })
    const { html } = await visit(manage(id))
    expect(html).toContain('My graphs')
    expect(html).toContain('comes on Mon and Thu at 06:00 Asia/Tokyo, up to 7 papers, with their abstracts.')
  })

  test('changes everything at once', async () => {
    const { id } = await aSubscription()
    const fields = {
      rhythm: 'monthly',
      hour: '21',
      zone: 'Europe/Berlin',
      papers: '25',
      shape: 'titles',
      name: ' Mine ',
    }
    const { to } = await visit(manage(id), { act: 'reschedule', ...fields })
    expect((await visit(to)).html).toContain('Saved.')
    expect(await stateOf(id)).toMatchObject({
      rhythm: 'monthly',
      hour: 21,
      zone: 'Europe/Berlin',
      papers: 25,
      shape: 'titles',
      name: 'Mine',
      nextDueAt: new Date('2026-12-01T20:00:00Z'),
    })
  })

  test('tells each fault beside its field, and keeps what was typed', async () => {
    const { id } = await aSubscription()
    const { status, html } = await visit(manage(id), { act: 'reschedule', papers: '99', rhythm: 'weekdays' })
    expect(status).toBe(422)
    expect(html).toContain('It takes a number of papers from 5 to 25.')
    expect(html).toContain('Choose at least one day.')
    expect(html).toContain('value="99"')
  })

  test('pauses until a day of the reader’s own calendar, and says so', async () => {
    const { id } = await aSubscription({ zone: 'Asia/Tokyo' })
    const { to } = await visit(manage(id), { act: 'pause', until: '2026-12-04' })
    expect(await stateOf(id)).toMatchObject({ state: 'paused', pausedUntil: new Date('2026-12-03T15:00:00Z') })
    const { html } = await visit(to)
    expect(html).toContain('No mail comes until Friday, 4 December 2026. From then on it comes by itself again')
  })

  test.each(['2026-11-23', '2020-01-01', '2028-01-01', 'tomorrow'])('does not pause until %s', async (until) => {
    const { id } = await aSubscription()
    const { status, html } = await visit(manage(id), { act: 'pause', until })
    expect([status, html.includes('id="until-fault"')]).toEqual([422, true])
    expect(await stateOf(id)).toMatchObject({ state: 'active' })
  })

  test('tells why nothing can come to a suppressed address', async () => {
    const { id } = await aSubscription({ email: ADA })
    await suppress(ADA, { reason: 'bounced', detail: '550 5.1.1 nobody here' }, clock.now())
    expect((await visit(manage(id))).html).toContain(
      'Nothing is sent to your address since 2026-11-23: a mail server said that it cannot be delivered.',
    )
  })

  test('leads to export and deletion only through signing in: a mail can be passed on', async () => {
    const { id } = await aSubscription({ email: ADA })
    const { html } = await visit(manage(id))
    expect(html).toContain('href="/sign-in?back=%2Fsettings"')
    expect(html).not.toContain('/settings/')
    const { html: own } = await visit(manage(id), undefined, await signInAs(ADA))
    expect(own).toContain('<a href="/settings">')
  })
})

describe('the last mail once more', () => {
  test('is the same papers, marked, and counts nowhere', async () => {
    const { subscription, first } = await mailed()
    await aPaper({ title: 'A newer one', votes: 9 })
    const before = await db().sentPaper.count()
    const { to } = await visit(manage(subscription.id), { act: 'again' })
    expect((await visit(to)).html).toContain('on its way again')

    const [again] = await copiesSent()
    expect(again?.subject).toBe(`Again: ${first?.subject}`)
    expect(again?.text).toMatch(/You asked for this digest once more\. It is the one of Tuesday, 24 November\s2026\./)
    expect(again?.text).not.toContain('A newer one')
    expect(again?.messageId).not.toBe(first?.messageId)
    expect(await db().sentPaper.count()).toBe(before)
    expect(
      await db().delivery.groupBy({ by: ['kind', 'state'], _count: true, orderBy: { kind: 'asc' } }),
    ).toMatchObject([
      { kind: 'copy', state: 'accepted', _count: 1 },
      { kind: 'digest', state: 'accepted', _count: 1 },
    ])
  })

  test('whose issue was forgotten meanwhile comes to nothing, and holds up no other mail', async () => {
    const { subscription } = await mailed()
    await visit(manage(subscription.id), { act: 'again' })
    await db().issue.deleteMany()
    await visit('/subscribe', { email: 'bob@example.org' })
    const transport = aMemoryTransport()
    await deliverDue({ transport, clock, leaseMs: 60_000, lanes: 1 })
    expect(transport.sent.map(({ recipient }) => recipient)).toEqual(['bob@example.org'])
    expect(await db().delivery.findFirst({ where: { kind: 'copy' } })).toMatchObject({ state: 'failed' })
  })

  test('is sent three times a day at most', async () => {
    const { subscription } = await mailed()
    for (let i = 0; i < 4; i++) await visit(manage(subscription.id), { act: 'again' })
    const { to } = await visit(manage(subscription.id), { act: 'again' })
    expect((await visit(to)).html).toContain('often enough for today')
    expect(await copiesSent()).toHaveLength(3)
  })

  test('is not there before the first, and not offered', async () => {
    const { id } = await aSubscription()
    expect((await visit(manage(id))).html).not.toContain('value="again"')
    const { to } = await visit(manage(id), { act: 'again' })
    expect((await visit(to)).html).toContain('No mail of this digest was sent yet')
    const { subscription } = await mailed()
    expect((await visit(manage(subscription.id))).html).toContain('value="again"')
  })

  test('does not come to somebody who left meanwhile', async () => {
    const { subscription } = await mailed()
    await visit(manage(subscription.id), { act: 'again' })
    await visit(manage(subscription.id), { act: 'unsubscribe' })
    expect(await copiesSent()).toEqual([])
  })
})

describe('leaving all at once', () => {
  async function threeDigests() {
    await aSubscription({ email: 'bob@example.org' })
    const one = await aSubscription({ email: ADA })
    await aSubscription({ email: ADA, view: '/papers/new' })
    await aSubscription({ email: ADA, view: '/search?q=graphs', rhythm: 'mon', state: 'paused' })
    return one.id
  }
  const left = async () => ({
    ada: await db().subscription.count({ where: { state: 'unsubscribed', reader: { email: ADA } } }),
    others: await db().subscription.count({ where: { state: 'unsubscribed', reader: { email: { not: ADA } } } }),
  })

  test('from the link of a mail: one press for one, another for all', async () => {
    const id = await threeDigests()
    const link = paths.unsubscribe(signLink('unsubscribe', id))
    expect((await visit(link)).html).toContain('2 other digests come')
    expect(await left()).toEqual({ ada: 0, others: 0 })
    await visit(link, {})
    expect(await left()).toEqual({ ada: 1, others: 0 })
    expect((await visit(link, { which: 'all' })).html).toContain('unsubscribed from everything')
    expect(await left()).toEqual({ ada: 3, others: 0 })
  })

  test('from the page of one digest', async () => {
    const { to } = await visit(manage(await threeDigests()), { act: 'unsubscribe-all' })
    expect((await visit(to)).html).toContain('unsubscribed from everything')
    expect(await left()).toEqual({ ada: 3, others: 0 })
  })

  test('from the settings, which list them all with their state', async () => {
    await threeDigests()
    const ada = await signInAs(ADA)
    const { html } = await ada.get('/settings')
    expect(html).toContain('Trending papers')
    expect(html).toContain('on Mondays at 08:00 UTC')
    expect(html).toContain('Paused until you resume it.')
    await ada.post('/settings/digests', { act: 'unsubscribe-all' })
    expect(await left()).toEqual({ ada: 3, others: 0 })
  })
})

describe('a reader’s data', () => {
  test('is a file with every digest and every mail, for nobody else', async () => {
    await mailed({ name: 'Mine' })
    const ada = await signInAs(ADA)
    const { html, headers } = await ada.get('/settings/digests')
    expect(headers.get('content-disposition')).toContain('attachment')
    const data = JSON.parse(html)
    expect(data).toMatchObject({
      email: ADA,
      digests: [{ list: 'http://localhost:3000/', name: 'Mine', mails: [{ state: 'accepted' }] }],
    })
    expect(data.digests[0].mails[0].papers).toEqual(data.papers.map(({ id }: { id: string }) => id))
    expect((await new Visitor().get('/settings/digests')).to).toContain('/sign-in')
    expect(JSON.parse((await (await signInAs('bob@example.org')).get('/settings/digests')).html).digests).toEqual([])
  })

  test('is deleted by a press, and by nothing less', async () => {
    await mailed()
    const ada = await signInAs(ADA)
    expect((await ada.get('/settings/delete')).html).toContain('Delete everything')
    expect(await db().reader.count({ where: { email: ADA } })).toBe(1)
    expect((await new Visitor().post('/settings/delete')).to).toContain('/sign-in')
    const { html } = await ada.post('/settings/delete')
    expect(html).toContain('Everything is deleted')
    expect(await db().reader.count({ where: { email: ADA } })).toBe(0)
    expect((await ada.get('/settings')).to).toContain('/sign-in')
  })
})
