import Parser from 'rss-parser'
import { beforeEach, describe, expect, test } from 'vitest'
import { GET as getMail } from '@/app/digests/[issue]/mail/route'
import { GET as getIssue } from '@/app/digests/[issue]/route'
import { GET as getArchive } from '@/app/digests/route'
import { GET as getAtom } from '@/app/digests.atom/route'
import { GET as getJson } from '@/app/digests.json/route'
import { GET as getRss } from '@/app/digests.rss/route'
import { db } from '@/lib/database/client'
import { runDigest } from '@/lib/digest/run-digest'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'
import { Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const clock = aClock(SLOT.toISOString())

beforeEach(async () => {
  clock.moveTo(SLOT.toISOString())
  setSettings({}, clock)
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, suppressions cascade`
  await aPaper({ title: 'A paper about graphs', votes: 3 })
})

async function open(path: string) {
  const request = new Visitor().request(path)
  const [, issue = '', mail] = /^\/digests\/([^/]+)(\/mail)?$/.exec(path) ?? []
  const params = Promise.resolve({ issue })
  const answer = await (issue ? (mail ? getMail : getIssue)(request, { params }) : getArchive(request))
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

const issueOf = (view: string) => db().issue.findFirstOrThrow({ where: { view } })

test('an issue of a public list is read by everybody, also as the mail that was sent, without anything personal', async () => {
  const { id: subscriptionId } = await aSubscription({ email: ADA, name: 'My very own' })
  const transport = aMemoryTransport()
  await runDigest({ transport, clock })
  const { id } = await issueOf('/')
  expect((await open('/digests')).html).toContain(`href="/digests/${id}"`)
  const page = await open(`/digests/${id}`)
  expect(page.html).toContain('A paper about graphs')
  expect(page.html).toContain('Sent every day.')

  await db().paper.updateMany({ data: { title: 'Renamed since' } })
  const mail = await open(`/digests/${id}/mail`)
  expect(mail.html).toContain('A paper about graphs')
  expect(mail.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(transport.sent).toHaveLength(1)
  for (const html of [page.html, mail.html]) {
    expect(html).not.toMatch(/ada@|My very own|\/subscriptions\//)
    expect(html).not.toContain(subscriptionId)
  }
})

test.each(['/search?q=graphs', '/authors/Ada%20Lovelace'])('an issue of %s is nobody’s business', async (view) => {
  await aSubscription({ email: ADA, view })
  await runDigest({ transport: aMemoryTransport(), clock })
  const { id } = await issueOf(view)
  expect((await open('/digests')).html).not.toContain(id)
  expect((await open(`/digests/${id}`)).status).toBe(404)
  expect((await open(`/digests/${id}/mail`)).status).toBe(404)
})

test('a quiet day says why nothing was sent, and has no mail to show', async () => {
  await db().issue.create({
    data: {
      view: '/papers/new',
      rhythm: 'daily',
      slotAt: SLOT,
      composedAt: SLOT,
      content: {
        siteName: 'Broadsheet',
        heading: 'New papers',
        view: '/papers/new',
        papers: [],
        edition: [],
        notes: [],
      },
      heading: 'New papers',
      isPublic: true,
      reason: 'arXiv announces nothing on Thanksgiving.',
    },
  })
  const { id } = await issueOf('/papers/new')
  expect((await open('/digests')).html).toContain('arXiv announces nothing on Thanksgiving.')
  expect((await open(`/digests/${id}`)).html).toContain('arXiv announces nothing on Thanksgiving.')
  expect((await open(`/digests/${id}/mail`)).status).toBe(404)
})

test('an issue says which listings it is made of, and what had not come in time', async () => {
  await aSubscription()
  await runDigest({ transport: aMemoryTransport(), clock })
  const { id } = await issueOf('/')
  await db().issue.update({ where: { id }, data: { covers: [new Date('2026-11-24')], missing: ['cs.CL'] } })
  const { html } = await open(`/digests/${id}`)
  expect(html).toContain('Made of arXiv’s listing of Tuesday, 24 November 2026.')
  expect(html).toContain('The listing of cs.CL had not come in time.')
})

test.each(['nothing', '00000000-0000-0000-0000-000000000000'])('there is no issue %s', async (id) => {
  expect((await open(`/digests/${id}`)).status).toBe(404)
})

describe('the feed of the archive', () => {
  const feed = async (handler: typeof getRss, path: string) => {
    const answer = await handler(new Visitor().request(path))
    return { type: answer.headers.get('content-type') ?? '', text: await answer.text() }
  }

  test('tells the same in RSS, Atom and JSON: each mailed issue with its papers, and nothing of its readers', async () => {
    const { id: subscriptionId } = await aSubscription({ email: ADA, name: 'My very own' })
    await aSubscription({ email: 'bob@example.org', view: '/search?q=graphs' })
    await aSubscription({ email: 'bob@example.org', view: '/papers/new' })
    await runDigest({ transport: aMemoryTransport(), clock })
    const { id } = await issueOf('/')
    const rss = await feed(getRss, '/digests.rss')
    const atom = await feed(getAtom, '/digests.atom')
    const json = await feed(getJson, '/digests.json')
    expect([rss.type, atom.type, json.type].map((type) => type.split(';')[0])).toEqual([
      'application/rss+xml',
      'application/atom+xml',
      'application/feed+json',
    ])
    const { items } = await new Parser().parseString(rss.text)
    expect(items).toMatchObject([
      { guid: `urn:uuid:${id}`, link: `http://localhost:3000/digests/${id}`, pubDate: SLOT.toUTCString() },
    ])
    expect((await new Parser().parseString(atom.text)).items).toHaveLength(1)
    expect(JSON.parse(json.text)).toMatchObject({
      feed_url: 'http://localhost:3000/digests.json',
      items: [{ id: `urn:uuid:${id}`, content_text: 'One paper, sent every day.\n\nA paper about graphs' }],
    })
    for (const { text } of [rss, atom, json]) {
      expect(text).toContain('A paper about graphs')
      expect(text).not.toMatch(/ada@|bob@|My very own|search\?q|\/subscriptions\//)
      expect(text).not.toContain(subscriptionId)
    }
  })

  test('is valid when empty, and goes on page by page', async () => {
    expect(JSON.parse((await feed(getJson, '/digests.json')).text).items).toEqual([])
    await manyIssues(45)
    const seen: string[] = []
    for (let path = '/digests.json'; path; ) {
      const { items, next_url: next } = JSON.parse((await feed(getJson, path)).text)
      seen.push(...items.map(({ date_published: at }: { date_published: string }) => at))
      path = next ? new URL(next).pathname + new URL(next).search : ''
    }
    expect(seen).toHaveLength(45)
    expect(seen).toEqual(seen.toSorted().reverse())
    expect((await getJson(new Visitor().request('/digests.json?after=yesterday'))).status).toBe(400)
  })
})

/** Issues of trending, an hour apart, with a content that is none: whoever reads it falls over. */
async function manyIssues(count: number) {
  const issues = Array.from({ length: count }, (_, index) => ({
    view: '/',
    rhythm: 'daily',
    slotAt: new Date(SLOT.getTime() - index * 3_600_000),
    composedAt: SLOT,
    content: { is: 'not read' },
    heading: 'Trending papers',
    isPublic: true,
  }))
  await db().issue.createMany({ data: issues })
}

test('the archive reads no content of issues, and leads from page to page to the oldest', async () => {
  await manyIssues(130)
  const seen = new Set<string>()
  let pages = 0
  for (let path = '/digests'; path; pages++) {
    const { html } = await open(path)
    for (const [, id = ''] of html.matchAll(/href="\/digests\/([0-9a-f-]{36})"/g)) seen.add(id)
    path = /href="(\/digests\?after=[^"]+)"/.exec(html)?.[1] ?? ''
  }
  expect([seen.size, pages]).toEqual([130, 3])
})
