import { simpleParser } from 'mailparser'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { forgetReader } from '@/lib/community/forget-reader'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { freezeAllDue } from '@/lib/digest/freeze'
import { composeMessage } from '@/lib/mail/compose-message'
import { listView } from '@/lib/views/list-view'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aMemoryTransport } from '../support/memory-transport'
import { aDrawing, aPhoto } from '../support/pictures'
import { aClock, setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'
import { signInAs, type Visit, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock(SLOT.toISOString())
let paper = ''
let drawing: Buffer
let photo: Buffer
let [curator, author, moderator, reader] = [new Visitor(), new Visitor(), new Visitor(), new Visitor()]

beforeAll(async () => {
  drawing = await aDrawing()
  photo = await aPhoto()
})

beforeEach(async () => {
  clock.moveTo(SLOT.toISOString())
  setSettings({}, clock)
  await db()
    .$executeRaw`truncate readers, papers, issues, deliveries, sign_in_requests, rate_limits, moderation_acts cascade`
  paper = (await aPaper({ title: 'Curves', votes: 3, announced: [{ day: '2026-11-20' }] })).id
  const signIn = (name: string) => signInAs(`${name}@example.org`)
  curator = await signIn('curator')
  author = await signIn('author')
  moderator = await signIn('moderator')
  reader = await signIn('reader')
  for (const role of ['curator', 'moderator'] as const)
    await db().readerRole.create({ data: { readerId: await idOf(role), role, namedAt: clock.now(), reason: 'a test' } })
  const claim = { readerId: await idOf('author'), paperId: paper, author: 'Ada Lovelace', claimedAt: clock.now() }
  await db().claim.create({ data: { ...claim, state: 'granted', proof: 'address' } })
})

const idOf = async (name: string) =>
  (await db().reader.findUniqueOrThrow({ where: { email: `${name}@example.org` } })).id

function bring(visitor: Visitor, bytes: Buffer | null, fields: Record<string, string> = {}): Promise<Visit> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ alt: 'A <curve> that rises', ...fields })) form.set(name, value)
  if (bytes) form.set('file', new File([new Uint8Array(bytes)], '../../x.php', { type: 'text/html' }))
  return visitor.post(`/figure?paper=${paper}`, form)
}
const filesOn = (html: string) => [...html.matchAll(/src="(\/figures\/[^"]+)"/g)].map(([, file = '']) => file)
const pageOf = async () => (await new Visitor().get(`/papers/${paper}`)).html
const log = async () => (await new Visitor().get('/moderation/log')).html

test('a picture stands on the page and in lists in a place kept for it, at the hash of its bytes, for caches and as nothing but a picture', async () => {
  expect(await bring(curator, drawing)).toMatchObject({ status: 303, to: `/papers/${paper}` })
  const html = await pageOf()
  expect(html).toMatch(
    /<img src="\/figures\/[\w-]{22}\.png" alt="A &lt;curve&gt; that rises" width="1280" height="800" loading="lazy"/,
  )
  const [file = ''] = filesOn(html)
  const { status, headers } = await new Visitor().get(file)
  expect([status, headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(headers.get('cache-control')).toBe('public, max-age=604800, immutable')
  expect((await new Visitor().get('/figures/aaaaaaaaaaaaaaaaaaaaaa.png')).status).toBe(404)
  expect((await new Visitor().get('/figures/..%2Fx')).status).toBe(404)
  const small = [{ file: expect.stringMatching(/\.png$/), width: 480, height: 300 }]
  for (const kind of ['trending', 'newest'] as const)
    expect((await listView({ kind })).papers.map(({ figure }) => figure?.small)).toEqual(small)
  // The first picture of a paper takes nothing away from anybody: it is no row of the log.
  expect(await db().moderationAct.count()).toBe(0)
})

test('curators and authors bring one, nobody else; what cannot be taken is told, with what was typed kept', async () => {
  expect((await new Visitor().get(`/figure?paper=${paper}`)).to).toMatch(/^\/sign-in/)
  for (const visitor of [reader, moderator]) expect((await bring(visitor, drawing)).status).toBe(403)
  const faults: [Buffer | null, Record<string, string>, RegExp][] = [
    [null, {}, /choose a picture/],
    [drawing, { alt: '  ' }, /say what it shows/],
    [drawing, { alt: 'x'.repeat(300) }, /at most 280/],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), {}, /PNG, JPEG or WebP/],
    [photo.subarray(0, 9_000), {}, /damaged/],
    [Buffer.alloc(4 * 1024 * 1024 + 1), {}, /at most 4 MB/],
  ]
  for (const [bytes, fields, words] of faults) {
    const { status, html } = await bring(author, bytes, fields)
    expect([status, words.test(html)]).toEqual([422, true])
  }
  expect((await bring(author, null, {})).html).toContain('value="A &lt;curve&gt; that rises"')
  expect(await db().figure.count()).toBe(0)
  expect((await bring(author, photo)).status).toBe(303)
})

test('another in its place, or none, takes a reason and is a row of the log; moderators may only take it away', async () => {
  const [one, other] = await Promise.all([bring(curator, drawing), bring(author, photo)])
  expect([one.status, other.status].sort()).toEqual([303, 422])
  const [before = ''] = filesOn(await pageOf())
  expect((await bring(curator, photo)).html).toContain('It takes a reason')
  const another = before.endsWith('.png') ? photo : drawing
  expect((await bring(author, another, { why: 'Figure 2 says more' })).status).toBe(303)
  const [file = ''] = filesOn(await pageOf())
  expect([(await new Visitor().get(before)).status, (await new Visitor().get(file)).status]).toEqual([404, 200])
  expect((await bring(moderator, null, { act: 'remove' })).status).toBe(422)
  expect((await bring(moderator, null, { act: 'remove', why: 'Not of this paper' })).status).toBe(303)
  expect((await new Visitor().get(file)).status).toBe(404)
  expect(await log()).toContain(`replaced the picture of arXiv:${paper}</a>: Figure 2 says more`)
  expect(await log()).toContain(`removed the picture of arXiv:${paper}</a>: Not of this paper`)
})

test('mails bring it along, inline and never fetched; one that was removed by then is not missed; it goes with the account', async () => {
  await bring(curator, drawing)
  const { smallFile, small } = await db().figure.findFirstOrThrow()
  const mailed = async (traits: Parameters<typeof aSubscription>[0]) => {
    await aSubscription(traits)
    await freezeAllDue(clock.now())
    return async () => {
      const transport = aMemoryTransport()
      await deliverDue({ transport, clock, leaseMs: 60_000 })
      const [mail] = transport.sent
      if (!mail) throw new Error('no mail')
      return simpleParser(await composeMessage(mail), { skipImageLinks: true })
    }
  }
  const { html, text, attachments } = await (await mailed({ email: 'full@example.org' }))()
  expect(html).toContain(`src="cid:${smallFile}@figures" alt="A &lt;curve&gt; that rises" width="240" height="150"`)
  expect(`${html}`.match(/<img|<link/g)).toEqual(['<img'])
  expect(text).toContain('Picture: A <curve> that rises')
  expect(attachments.map(({ cid, contentType, content, related }) => [cid, contentType, content, related])).toEqual([
    [`${smallFile}@figures`, 'image/png', Buffer.from(small), true],
  ])
  const titles = await (await mailed({ email: 'titles@example.org', shape: 'titles' }))()
  expect([titles.attachments, `${titles.html}`.includes('<img')]).toEqual([[], false])

  const late = await mailed({ email: 'late@example.org' })
  await forgetReader('curator@example.org')
  const without = await late()
  expect([without.attachments, `${without.html}`.includes('<img'), without.text?.includes('Picture')]).toEqual([
    [],
    false,
    false,
  ])
  expect([await db().figure.count(), filesOn(await pageOf())]).toEqual([0, []])
})
