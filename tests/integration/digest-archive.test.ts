import { beforeEach, expect, test } from 'vitest'
import { GET as getMail } from '@/app/digests/[issue]/mail/route'
import { GET as getIssue } from '@/app/digests/[issue]/route'
import { GET as getArchive } from '@/app/digests/route'
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
