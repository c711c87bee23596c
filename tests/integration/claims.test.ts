import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { matureVotes } from '@/lib/papers/votes'
import { adminWithApp } from '../support/admin'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const ROOT = 'root@example.org'
const AUTHORS = ['Ada Lovelace', 'Charles Babbage']
const ORCID = '0000-0002-1825-0097'
const clock = aClock('2026-11-29T08:00:00Z')
let paper: string
let ada: Visitor
let root: Visitor

beforeEach(async () => {
  clock.moveTo('2026-11-29T08:00:00Z')
  setSettings({ ADMIN_EMAILS: ROOT }, clock)
  await db().$executeRaw`truncate readers, papers, author_ids, sign_in_requests, deliveries, rate_limits cascade`
  paper = (await aPaper({ title: 'Notes', authors: AUTHORS })).id
  root = (await adminWithApp(ROOT, clock)).visitor
  ada = await signInAs(ADA)
})

const idOf = async (email: string) => (await db().reader.findUniqueOrThrow({ where: { email } })).id
const claim = (visitor: Visitor, fields: Record<string, string> = {}) =>
  visitor.post('/claims', { act: 'claim', paper, author: 'Ada Lovelace', ...fields })
const stateOf = async () => (await db().claim.findFirst({ where: { paperId: paper } }))?.state
const standing = () =>
  db().paperStanding.findUniqueOrThrow({ where: { paperId: paper }, select: { votes: true, countedVotes: true } })
const idOfClaim = async () => (await db().claim.findFirstOrThrow({ where: { paperId: paper } })).id

async function moderator(email: string): Promise<Visitor> {
  const visitor = await signInAs(email)
  const readerId = await idOf(email)
  await db().readerRole.create({
    data: { readerId, role: 'moderator', namedAt: clock.now(), namedBy: readerId, reason: 'a test' } as never,
  })
  return visitor
}

describe('“this is me”', () => {
  test('is settled at once by an address that the paper states, and by nothing like it', async () => {
    await db().paper.update({ where: { id: paper }, data: { comments: '12 pages. Contact: Ada@example.org' } })
    expect(await claim(await signInAs('da@example.org'))).toMatchObject({ status: 303, to: '/claims' })
    expect(await stateOf()).toBe('asked')
    await claim(ada)
    expect(await db().claim.findFirst({ where: { reader: { email: ADA } } })).toMatchObject({
      state: 'granted',
      proof: 'address',
    })
    expect((await ada.get('/claims')).html).toContain('You are known as an author.')
  })

  test('is settled for every paper that arXiv lists under an ORCID iD that one signed in with, and no other issuer’s', async () => {
    const other = (await aPaper({ title: 'More notes', authors: ['A. Lovelace'] })).id
    const at = clock.now()
    await db().authorId.create({
      data: { id: 'lovelace_a_1', orcid: ORCID, name: 'Ada Lovelace', askedAt: at, answeredAt: at },
    })
    for (const paperId of [paper, other])
      await db().authorIdPaper.create({ data: { authorId: 'lovelace_a_1', paperId, title: 'x' } })
    const link = (issuer: string, readerId: string) =>
      db().identity.create({ data: { issuer, subject: ORCID, readerId, linkedAt: at, seenAt: at } })
    await link('https://evil.example', await idOf(ADA))
    expect((await ada.get('/claims')).html).not.toContain('of your ORCID iD')
    await link('https://orcid.org', await idOf(ADA))
    expect((await ada.get('/claims')).html).toContain('Claim 2 papers of your ORCID iD')
    await ada.post('/claims', { act: 'claim-by-orcid' })
    await ada.post('/claims', { act: 'claim-by-orcid' })
    expect(await db().claim.findMany({ select: { state: true, proof: true } })).toEqual([
      { state: 'granted', proof: 'orcid' },
      { state: 'granted', proof: 'orcid' },
    ])
  })

  test('goes to a moderator otherwise, is one row with who and why, and can be appealed once, to another', async () => {
    const [mia, max] = [await moderator('mia@example.org'), await moderator('max@example.org')]
    await claim(ada, { words: 'See my\npage' })
    await claim(ada)
    expect((await mia.get('/moderation/claims')).html).toContain('See my page')
    const decide = (visitor: Visitor, id: string, decision: string) =>
      visitor.post('/moderation/claims', { id, decision, reason: 'because' })
    const id = await idOfClaim()
    expect((await ada.get('/moderation/claims')).status).toBe(403)
    expect(await decide(mia, id, 'refuse')).toMatchObject({ status: 303 })
    expect(await decide(max, id, 'grant')).toMatchObject({ status: 409 })
    expect((await ada.get('/claims')).html).toContain('It was refused. The moderator’s reason: because')
    expect(await ada.post('/claims', { act: 'appeal', id, words: 'look again' })).toMatchObject({ status: 303 })
    expect(await decide(mia, id, 'refuse')).toMatchObject({ status: 403 })
    const [first, second] = await Promise.all([decide(max, id, 'grant'), decide(root, id, 'refuse')])
    expect([first.status, second.status].sort()).toEqual([303, 409])
    const acts = await db().claimAct.findMany({
      where: { claimId: id },
      orderBy: { at: 'asc' },
      select: { act: true, by: true },
    })
    expect(acts.map(({ act }) => act)).toEqual(['claim', 'refuse', 'appeal', first.status === 303 ? 'grant' : 'refuse'])
    expect(acts[1]?.by).toBe(await idOf('mia@example.org'))
    // Everybody reads what was decided, and nobody whose claim it is or what they said; whoever claimed gets a mail of each decision.
    const { html: log } = await new Visitor().get('/moderation/log')
    expect(log).toContain(`A moderator refused a claim to be an author of arXiv:${paper}</a>: because`)
    expect(log).toContain(`A moderator was asked to look again at a claim to be an author of arXiv:${paper}</a>`)
    expect(log).not.toMatch(/ada@|Lovelace|See my|look again</)
    const mails = await db().delivery.findMany({ where: { kind: 'claim' }, orderBy: { createdAt: 'asc' } })
    expect(mails.map(({ recipient, content }) => [recipient, (content as { outcome: string }).outcome])).toEqual([
      [ADA, 'refused'],
      [ADA, first.status === 303 ? 'granted' : 'final'],
    ])
    expect(await ada.post('/claims', { act: 'appeal', id, words: 'again' })).toMatchObject({ status: 409 })
    // Nobody decides on their own.
    await claim(mia, { author: 'Charles Babbage' })
    const own = await db().claim.findFirstOrThrow({ where: { reader: { email: 'mia@example.org' } } })
    expect(await decide(mia, own.id, 'grant')).toMatchObject({ status: 403 })
  })

  test('is refused for a name that the paper does not have, a paper that is not here, and too much at once', async () => {
    expect(await claim(ada, { author: 'Mallory' })).toMatchObject({ status: 422 })
    expect(await claim(ada, { paper: '2401.99999' })).toMatchObject({ status: 404 })
    expect(await claim(ada, { words: 'x'.repeat(501) })).toMatchObject({ status: 422 })
    expect((await new Visitor().get(`/claims?paper=${paper}`)).to).toBe(
      `/sign-in?back=${encodeURIComponent(`/claims?paper=${paper}`)}`,
    )
    for (let n = 0; n < 10; n++) await claim(ada, { paper: (await aPaper({ authors: AUTHORS })).id })
    expect(await claim(ada)).toMatchObject({ status: 429 })
  })
})

describe('an author', () => {
  beforeEach(async () => {
    await db().paper.update({ where: { id: paper }, data: { comments: 'ada@example.org' } })
  })

  test('adds code, a project page and a note, which stand on the paper; nobody else does', async () => {
    const additions = { paper, code: 'https://git.example.org/x?<b>', project: '', note: ' Now\nwith <i>data</i>. ' }
    expect(await ada.post('/claims/additions', additions)).toMatchObject({ status: 403 })
    await claim(ada)
    expect(await ada.post('/claims/additions', additions)).toMatchObject({ status: 303, to: `/papers/${paper}` })
    const { html } = await new Visitor().get(`/papers/${paper}`)
    expect(html).toContain('From Ada Lovelace, an author')
    expect(html).toContain('href="https://git.example.org/x?%3Cb%3E" rel="nofollow ugc noreferrer"')
    expect(html).toContain('Now with &lt;i&gt;data&lt;/i&gt;.')
    for (const code of [
      'http://plain.example',
      'javascript:alert(1)',
      'https://user@evil.example',
      'https://x',
      '//evil.example',
      `https://a.example/${'x'.repeat(500)}`,
    ])
      expect([code, (await ada.post('/claims/additions', { paper, code })).status]).toEqual([code, 422])
    for (const visitor of [root, await signInAs('bob@example.org')])
      expect((await visitor.post('/claims/additions', additions)).status).toBe(403)
    // Taken back, it is gone from the page.
    await root.post('/moderation/claims', { id: await idOfClaim(), decision: 'refuse', reason: 'mistaken' })
    expect((await new Visitor().get(`/papers/${paper}`)).html).not.toContain('From Ada Lovelace')
  })

  test('has a vote that is shown and does not rank, given before or after', async () => {
    await ada.post(`/papers/${paper}/vote`)
    expect(await standing()).toEqual({ votes: 1, countedVotes: 1 })
    const { score } = await db().paperStanding.findUniqueOrThrow({ where: { paperId: paper } })
    await claim(ada)
    expect(await standing()).toEqual({ votes: 1, countedVotes: 0 })
    expect((await db().paperStanding.findUniqueOrThrow({ where: { paperId: paper } })).score).toBeLessThan(score)
    await ada.post(`/papers/${paper}/unvote`)
    await ada.post(`/papers/${paper}/vote`)
    expect(await standing()).toEqual({ votes: 1, countedVotes: 0 })
    expect(await db().vote.findFirst()).toMatchObject({ held: 'author', countedAt: null })

    // Whose claim is taken back votes as anybody does.
    await root.post('/moderation/claims', { id: await idOfClaim(), decision: 'refuse', reason: 'mistaken' })
    expect(await matureVotes(clock.now(), 0)).toBe(1)
    expect(await standing()).toEqual({ votes: 1, countedVotes: 1 })
  })
})
