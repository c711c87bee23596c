import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { type Answer, visit } from '../support/subscriber'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const clock = aClock('2026-11-20T12:00:00Z')

beforeEach(async () => {
  clock.moveTo('2026-11-20T12:00:00Z')
  setSettings({ BASE_URL: 'https://papers.example.org' }, clock)
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, rate_limits cascade`
  await aPaper({ title: 'A paper about graphs', votes: 3 })
})

const stampOf = ({ html }: Answer) => / name="stamp" value="([\w-]+)"/.exec(html)?.[1] ?? ''
const mails = () => db().delivery.findMany({ where: { kind: 'confirm' } })
const passSeconds = (seconds: number) => clock.passMinutes(seconds / 60)

describe('the form of a public site', () => {
  test('filled in by somebody who took their time is taken', async () => {
    const stamp = stampOf(await visit('/subscribe'))
    passSeconds(5)
    expect(await visit('/subscribe', { email: ADA, stamp })).toMatchObject({ status: 303 })
    expect(await mails()).toHaveLength(1)
  })

  test.each([
    ['without a stamp', 5, () => ''],
    ['with one that was made up', 5, () => 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['with one of another hour', 3_601, (stamp: string) => stamp],
  ])('%s comes back filled in, and goes through when it is pressed once more', async (_, seconds, madeOf) => {
    const stamp = madeOf(stampOf(await visit('/subscribe')))
    passSeconds(seconds)
    const again = await visit('/subscribe', { email: ADA, view: '/categories/cs.LG', hour: '6', stamp })
    expect([again.status, again.html.includes('press Subscribe once more')]).toEqual([422, true])
    expect(again.html).toContain(`value="${ADA}"`)
    expect(await mails()).toHaveLength(0)

    passSeconds(5)
    const fields = { email: ADA, view: '/categories/cs.LG', hour: '6', stamp: stampOf(again) }
    expect(await visit('/subscribe', fields)).toMatchObject({ status: 303 })
    expect(await mails()).toMatchObject([{ content: { hour: 6, viewTitle: 'cs.LG' } }])
  })

  test('sent back at once is asked for once more, with the same stamp', async () => {
    const stamp = stampOf(await visit('/subscribe'))
    const again = await visit('/subscribe', { email: ADA, stamp })
    expect([again.status, stampOf(again)]).toEqual([422, stamp])
    passSeconds(2)
    expect(await visit('/subscribe', { email: ADA, stamp })).toMatchObject({ status: 303 })
  })

  test('needs no stamp of somebody who is signed in with the very address', async () => {
    const ada = await signInAs(ADA)
    const page = await visit('/subscribe', undefined, ada)
    expect(page.html).toMatch(/It goes to <strong>ada@example\.org<\/strong>/)
    expect((await visit('/subscribe', { email: ADA }, ada)).to).toMatch(/^\/subscriptions\/manage\//)
    expect(await visit('/subscribe', { email: 'bob@example.org' }, ada)).toMatchObject({ status: 422 })
  })

  test('is kept by nobody, in no state of it', async () => {
    const answers = [await visit('/subscribe'), await visit('/subscribe', { email: 'x' })]
    for (const { headers } of answers) expect(headers.get('cache-control')).toBe('no-store')
    expect(stampOf(answers[0] as Answer)).not.toBe('')
  })

  test('shows the mail first, of the wishes in it, without asking anybody anything', async () => {
    const { status, html } = await visit('/subscribe', {
      act: 'preview',
      rhythm: 'weekdays',
      tue: 'on',
      hour: '6',
      zone: 'Asia/Tokyo',
      papers: '5',
      shape: 'titles',
    })
    expect(status).toBe(200)
    expect(html).toContain('Next mail: Tue 24 Nov, 06:00 Asia/Tokyo')
    expect(html).toMatch(/<iframe[^>]+src="\/subscriptions\/preview\?[^"]*papers=5/)
    expect(html).toContain(
      'Sent on Tuesdays at 06:00 Asia/Tokyo, the first one comes Tue 24 Nov, 06:00 Asia/Tokyo, with',
    )
    expect([await db().reader.count(), await db().rateLimit.count()]).toEqual([0, 0])
  })

  test('shows the mail under the name of its list where no name was given', async () => {
    const framed = async (fields: Record<string, string>) => {
      const { html } = await visit('/subscribe', { act: 'preview', ...fields })
      const src = /<iframe[^>]+src="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
      return (await visit(src)).html
    }
    const unnamed = await framed({})
    expect(unnamed).toContain('A paper about graphs')
    expect(unnamed).not.toContain('>null<')
    expect(await framed({ name: 'My morning' })).toContain('My morning')
  })

  test('promises no other time zone than the form will send', async () => {
    const fresh = await visit('/subscribe')
    expect(fresh.html).toContain('Sent every day at 08:00 in the time zone below.')
    expect(fresh.html).toContain('data-zone')
    expect(fresh.html).not.toContain('the first one comes')
    expect((await visit('/subscribe?view=/papers/week/2026-W40')).html).toContain('Sent on Mondays at 08:00')

    const chosen = await visit('/subscribe', { zone: 'Asia/Tokyo' })
    expect(chosen.html).toContain('Sent every day at 08:00 Asia/Tokyo, the first one comes')
    expect(chosen.html).not.toContain('data-zone')

    const unreadable = await visit('/subscribe', { zone: 'Asia/Tokyo', hour: '99' })
    expect(unreadable.html).not.toContain('Sent every day')
  })
})

test('a site for this machine only takes the plain form of a program', async () => {
  setSettings({}, clock)
  const fields = { email: ADA, view: '/', rhythm: 'daily', hour: '8', zone: 'Europe/Berlin' }
  for (let i = 0; i < 30; i++) {
    const { status } = await visit('/subscribe', { ...fields, email: `r${i}@example.org` }, new Visitor('127.0.0.1'))
    expect(status).toBe(303)
  }
  expect(await mails()).toHaveLength(30)
})

test('a domain that takes no mail is told so, and no mail is queued', async () => {
  setSettings({}, clock)
  const form = SubscribeForm.parse({ email: ADA })
  const asker = { peer: '203.0.113.7', network: '203.0.113.0/24', signedIn: null }
  expect(await subscribe(form, asker, clock.now(), async () => true)).toEqual({ status: 'undeliverable' })
  expect([await mails(), await db().reader.count()]).toEqual([[], 0])
})

test('whatever is typed for an address: refused with a sentence and nothing kept, or one mail to one plain address', async () => {
  setSettings({}, clock)
  const local = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    fc.constantFrom(
      '"quoted name"',
      'ada\r\nBcc: eve',
      'ada%00',
      'ädä',
      '.ada',
      'a'.repeat(10_000),
      'ada, eve',
      '<ada',
    ),
  )
  const domain = fc.constantFrom(
    'example.org',
    'bücher.example',
    '[127.0.0.1]',
    'example.org\nx',
    'a..b',
    'b'.repeat(300),
  )
  const address = fc.oneof(
    fc.emailAddress(),
    fc.tuple(local, domain).map(([name, host]) => `${name}@${host}`),
  )
  let nth = 0
  await fc.assert(
    fc.asyncProperty(address, async (email) => {
      await db().$executeRaw`truncate readers, deliveries, rate_limits cascade`
      nth += 1
      const { status, html } = await visit('/subscribe', { email }, new Visitor(`127.0.${nth % 250}.1`))
      const queued = await mails()
      if (status === 303) {
        expect(queued).toHaveLength(1)
        expect(queued[0]?.recipient).toMatch(/^[!-~]+@[a-z0-9.-]+$/)
        // Nothing that was typed stands in the mail.
        expect(JSON.stringify(queued[0]?.content)).not.toContain(email)
        return
      }
      expect(status).toBe(422)
      expect(html).toMatch(/class="fault"[^>]*>[A-Z][^<]+\./)
      expect([queued.length, await db().reader.count()]).toEqual([0, 0])
    }),
    { numRuns: 60 },
  )
}, 60_000)
