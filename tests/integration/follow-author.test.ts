import { expect, test } from 'vitest'
import { GET as getAuthor } from '@/app/authors/[name]/route'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { runDigest } from '@/lib/digest/run-digest'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aClock, setSettings } from '../support/settings'
import { confirmLinkTo, visit } from '../support/subscriber'

useTestDatabase()

const clock = aClock('2026-11-20T12:00:00Z')
const ADDRESS = '/authors/Wei%20Zhang?in=math.AG,math.NT'
const ADA = 'ada@example.org'
const page = async (path: string) =>
  (await (await getAuthor(new Request(`http://localhost:3000${path}`, { headers: { accept: 'text/html' } }))).text())
    .replaceAll('<!-- -->', '')
    .replaceAll('&amp;', '&')

test('an author is followed within categories, from the page to the mail', async () => {
  setSettings({}, clock)
  await aPaper({ title: 'On primes', authors: ['Wei Zhang'], categories: ['math.NT'] })
  await aPaper({ title: 'On curves', authors: ['W. Zhang'], categories: ['cs.LG', 'math.AG'] })
  await aPaper({ title: 'On pictures', authors: ['Wei Zhang'], categories: ['cs.CV'] })
  await aPaper({ title: 'On numbers', authors: ['Ada Lovelace'], categories: ['math.NT'] })

  const [, subscribeAt = ''] =
    /href="([^"]+)">Follow this author within math\.AG, math\.NT/.exec(await page(ADDRESS)) ?? []
  const form = await visit(subscribeAt)
  expect(form.html).toContain('Wei Zhang in math.AG, math.NT')
  const [, view = ''] = /name="view"[^>]*value="([^"]+)"/.exec(form.html) ?? []

  await visit('/subscribe', { email: ADA, view: view.replaceAll('&amp;', '&'), hour: '8', zone: 'UTC' })
  const confirm = await confirmLinkTo(ADA)
  expect((await visit(confirm)).html).toContain('Wei Zhang in math.AG, math.NT')
  await visit(confirm, { hour: '8', zone: 'UTC' })
  expect(await db().subscription.findMany({ select: { view: true, state: true } })).toEqual([
    { view: ADDRESS, state: 'active' },
  ])

  await db().delivery.deleteMany()
  const transport = aMemoryTransport()
  await runDigest({ transport, clock: fixedClock('2026-11-21T08:00:00Z') })
  expect(transport.sent).toHaveLength(1)
  const text = transport.sent[0]?.text ?? ''
  expect(['On primes', 'On curves', 'On pictures', 'On numbers'].filter((title) => text.includes(title))).toEqual([
    'On primes',
    'On curves',
  ])
})

test('the same is a feed in three forms, under the address that the page names', async () => {
  const html = await page(ADDRESS)
  for (const format of ['rss', 'atom', 'json']) {
    const address = `/authors/Wei%20Zhang.${format}?in=math.AG,math.NT`
    expect(html).toContain(`href="${address}"`)
    const body = await page(address)
    expect(['On primes', 'On curves', 'On pictures', 'On numbers'].filter((title) => body.includes(title))).toEqual([
      'On primes',
      'On curves',
    ])
  }
})
