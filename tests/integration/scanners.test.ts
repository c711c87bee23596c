import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { paths } from '@/lib/paths'
import { signLink } from '@/lib/subscriptions/links'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { confirmLinkTo, visit } from '../support/subscriber'
import { aSubscription } from '../support/subscriptions'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const clock = aClock('2026-11-23T12:00:00Z')
/** What the forms of our pages tell by themselves, and what a person adds. */
const PRESSED = { from: 'page' }
const TICKED = { ...PRESSED, person: 'yes' }
const ASKS_FOR_TICK = 'Please tick the box: programs that check mails press buttons, too.'
/** Not ticked beforehand. */
const BOX = '<input type="checkbox" required="" name="person" value="yes"/>'

beforeEach(async () => {
  clock.moveTo('2026-11-23T12:00:00Z')
  setSettings({}, clock)
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, rate_limits cascade`
  await aPaper({ votes: 3 })
})

const states = async () =>
  (await db().subscription.findMany({ orderBy: { createdAt: 'asc' } })).map(({ state }) => state)

const showsBox = async (link: string, browser?: Visitor) => (await visit(link, undefined, browser)).html.includes(BOX)

/** The browser that asked, with what the answer left in it. */
async function askedBy(email: string): Promise<Visitor> {
  const browser = new Visitor()
  const line = (await visit('/subscribe', { email }, browser)).headers.get('set-cookie') ?? ''
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  browser.cookies.set(name, value)
  return browser
}

describe('confirming', () => {
  test('a press without the tick is asked for it and confirms nothing; with the tick it confirms', async () => {
    await visit('/subscribe', { email: ADA })
    const link = await confirmLinkTo(ADA)
    expect(await showsBox(link)).toBe(true)
    const pressed = await visit(link, { ...PRESSED, hour: '9', zone: 'Asia/Tokyo' })
    expect([pressed.status, pressed.html.includes(ASKS_FOR_TICK)]).toEqual([422, true])
    expect(pressed.html.includes('<option value="9" selected')).toBe(true)
    expect(await states()).toEqual(['pending'])
    expect((await visit(link, TICKED)).status).toBe(303)
    expect(await states()).toEqual(['active'])
  })

  test('the browser that asked needs no tick within the hour, and afterwards it does', async () => {
    const browser = await askedBy(ADA)
    const link = await confirmLinkTo(ADA)
    expect(await showsBox(link, browser)).toBe(false)
    clock.passMinutes(61)
    expect((await visit(link, PRESSED, browser)).status).toBe(422)
    expect(await states()).toEqual(['pending'])
    clock.passMinutes(-2)
    expect((await visit(link, PRESSED, browser)).status).toBe(303)
    expect(await states()).toEqual(['active'])
  })

  test('a browser that asked for somebody else does need it', async () => {
    await visit('/subscribe', { email: ADA })
    const browser = await askedBy('bob@example.org')
    expect((await visit(await confirmLinkTo(ADA), PRESSED, browser)).status).toBe(422)
    expect(await states()).toEqual(['pending', 'pending'])
  })

  test('what is left in the browser holds no address, and is alike for every address', async () => {
    await aSubscription({ email: ADA })
    const lines = []
    for (const email of [ADA, 'new@example.org']) {
      lines.push((await visit('/subscribe', { email })).headers.get('set-cookie') ?? '')
    }
    const shape = /^broadsheet-asked=\d{13}\.[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/
    for (const line of lines) expect(line).toMatch(shape)
  })
})

describe('leaving', () => {
  const unsubscribeLink = (id: string) => paths.unsubscribe(signLink('unsubscribe', id))

  test('is told beforehand as it is: a press where the browser is known, a tick as well where it is not', async () => {
    const { id } = await aSubscription({ email: ADA })
    const browsers = { 'signed in': await signInAs(ADA), 'that asked': await askedBy(ADA), 'of nobody': new Visitor() }
    for (const browser of Object.values(browsers))
      expect((await visit('/subscribe', undefined, browser)).html).toContain(
        'where you press a button, and tick a box in a browser that is not known to be yours.',
      )
    const shown = Object.entries(browsers).map(async ([name, browser]) => [
      name,
      await showsBox(unsubscribeLink(id), browser),
    ])
    expect(Object.fromEntries(await Promise.all(shown))).toEqual({
      'signed in': false,
      'that asked': false,
      'of nobody': true,
    })
  })

  test.each<Record<string, string>>([{}, { which: 'all' }])(
    'a press without the tick leaves nothing: %o',
    async (fields) => {
      const { id } = await aSubscription({ email: ADA })
      await aSubscription({ email: ADA, view: '/papers/new' })
      expect(await showsBox(unsubscribeLink(id))).toBe(true)
      const pressed = await visit(unsubscribeLink(id), { ...PRESSED, ...fields })
      expect([pressed.status, pressed.html.includes(ASKS_FOR_TICK)]).toEqual([422, true])
      expect(await states()).toEqual(['active', 'active'])
      expect((await visit(unsubscribeLink(id), { ...TICKED, ...fields })).status).toBe(200)
      expect((await states()).filter((state) => state === 'active')).toHaveLength('which' in fields ? 0 : 1)
    },
  )

  test('who is signed in as its reader leaves with one press', async () => {
    const { id } = await aSubscription({ email: ADA })
    const ada = await signInAs(ADA)
    expect(await showsBox(unsubscribeLink(id), ada)).toBe(false)
    expect((await visit(unsubscribeLink(id), PRESSED, ada)).status).toBe(200)
    expect(await states()).toEqual(['unsubscribed'])
  })
})

describe('the page of a digest', () => {
  const manage = (id: string) => paths.manageSubscription(signLink('manage', id))

  test.each(['pause', 'again', 'unsubscribe', 'unsubscribe-all'])('%s takes the tick', async (act) => {
    const { id } = await aSubscription({ email: ADA })
    expect(await showsBox(manage(id))).toBe(true)
    const pressed = await visit(manage(id), { ...PRESSED, act, until: '' })
    expect([pressed.status, pressed.html.includes(ASKS_FOR_TICK)]).toEqual([422, true])
    expect(await states()).toEqual(['active'])
    expect((await visit(manage(id), { ...TICKED, act, until: '' })).status).toBe(303)
  })

  test('a paused digest is not resumed by a press alone', async () => {
    const { id } = await aSubscription({ email: ADA, state: 'paused' })
    await visit(manage(id), { ...PRESSED, act: 'resume' })
    expect(await states()).toEqual(['paused'])
    await visit(manage(id), { ...TICKED, act: 'resume' })
    expect(await states()).toEqual(['active'])
  })
})
