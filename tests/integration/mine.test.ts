import { zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { config } from '@/lib/config'
import { db } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { fetchAwaited } from '@/lib/mine/awaited'
import { upvote } from '@/lib/papers/votes'
import { archiveOf, bring } from '../support/archives'
import type { ArxivRecord } from '../support/arxiv-record'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'
import { temporaryFolder } from '../support/house'
import { readerWithMuch } from '../support/reader-with-much'
import { aClock, setSettings } from '../support/settings'
import { SLOT } from '../support/subscriptions'
import { signInAs } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const BOB = 'bob@example.org'
const clock = aClock(SLOT.toISOString())
const folder = temporaryFolder()
const ELSEWHERE: ArxivRecord = {
  id: '2401.00001',
  title: 'A paper of elsewhere',
  abstract: 'We study it.',
  authors: ['Emmy Noether'],
  categories: ['math.RA'],
  submittedAt: '2024-01-01T12:00:00Z',
}
let fake: FakeArxiv

beforeAll(async () => {
  fake = await startFakeArxiv({ records: [ELSEWHERE] })
})
afterAll(async () => {
  folder.remove()
  await fake.close()
})
beforeEach(async () => {
  setSettings({ ...fake.env, DATA_DIR: folder.path }, clock)
  await db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits cascade`
})

const adaWithMuch = () => readerWithMuch(ADA, clock)
const standingOf = (paperId: string) =>
  db().paperStanding.findUniqueOrThrow({ where: { paperId }, select: { votes: true, countedVotes: true } })

describe('what one follows', () => {
  test('comes along as far as it is the same elsewhere; who follows somebody is in no archive but their own', async () => {
    const ada = await signInAs(ADA)
    const bob = await signInAs(BOB)
    const [adas, bobs] = await Promise.all(
      [ADA, BOB].map((email) => db().reader.findUniqueOrThrow({ where: { email } })),
    )
    const follows = [{ personId: bobs?.id ?? '' }, { view: '/categories/math.NT' }, { view: '/authors/Ada%20Lovelace' }]
    await db().follow.createMany({
      data: follows.map((one) => ({ ...one, readerId: adas?.id ?? '', followedAt: clock.now() })),
    })
    const { bytes } = await archiveOf(ada)
    expect(Object.values((await archiveOf(bob)).files).join()).not.toContain(adas?.id)
    const brought = await bring(bob, bytes)
    expect(brought.text).toContain('What you follow: 2')
    expect(brought.text).toContain('following somebody without a name: it is closed there, or goes by no name')
    expect((await bring(bob, bytes)).text).toMatch(/What you follow: 0 .* Here already: 2/)
    expect(await db().follow.count({ where: { readerId: bobs?.id ?? '' } })).toBe(2)
  })
})

describe('lists', () => {
  test('come along with notes and order, as private ones, once; papers that are not here stand on them when they come', async () => {
    const ada = await signInAs(ADA)
    const { id: readerId } = await db().reader.findUniqueOrThrow({ where: { email: ADA } })
    const here = (await aPaper({ title: 'A paper of here' })).id
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 2, hour))
    await db().list.create({
      data: {
        ...{ readerId, name: 'Seminar', description: 'On Mondays', visibility: 'public' as const, createdAt: at(1) },
        entries: {
          create: [
            { paperId: here, note: 'Lemma 2', addedAt: at(2) },
            { paperId: ELSEWHERE.id, addedAt: at(3) },
          ],
        },
      },
    })
    const { bytes, files } = await archiveOf(ada)
    expect(JSON.parse(files['broadsheet.json'] ?? '').lists).toEqual([
      {
        key: expect.any(String),
        at: at(1).toISOString(),
        ...{ name: 'Seminar', description: 'On Mondays', visibility: 'public' },
        papers: [
          { paper: here, at: at(2).toISOString(), note: 'Lemma 2' },
          { paper: ELSEWHERE.id, at: at(3).toISOString(), note: null },
        ],
      },
    ])
    const bob = await signInAs(BOB)
    expect((await bring(bob, bytes)).text).toContain('On lists: 2')
    expect((await bring(bob, bytes)).text).toMatch(/Lists: 0 On lists: 0 .* Here already: 2/)
    const list = await db().list.findFirstOrThrow({ where: { reader: { email: BOB } }, include: { entries: true } })
    expect(list).toMatchObject({ name: 'Seminar', description: 'On Mondays', visibility: 'private' })
    expect((await bob.get(`/lists/${list.key}`)).html).toContain('A paper of here')
    const arxiv = openArxiv({ ...config().arxiv, baseUrl: config().baseUrl, clock, retryBudgetMs: 0 })
    expect(await fetchAwaited({ arxiv, now: clock.now() })).toEqual({ asked: 1, made: 0 })
    expect((await bob.get(`/lists/${list.key}`)).html).toMatch(/A paper of elsewhere.*A paper of here.*Lemma 2/s)
    expect(await db().awaitedMark.count()).toBe(0)
  })
})

describe('the archive', () => {
  test('holds everything of its reader, of every table, without a secret, and nothing of others', async () => {
    const { visitor, ada, one, two } = await adaWithMuch()
    await upvote(two.id, await aReader({ email: BOB }), clock.now(), 0)
    const { files } = await archiveOf(visitor)
    expect(Object.keys(files)).toEqual(['README.txt', 'broadsheet.json', 'digests.json', 'saved.bib'])
    const at = clock.now().toISOString()
    expect(JSON.parse(files['broadsheet.json'] ?? '')).toMatchObject({
      format: 'broadsheet-mine',
      version: 1,
      votes: [{ paper: one.id, at }],
      saved: [{ paper: one.id, at }],
      dismissed: [{ paper: two.id, at }],
      digests: [{ view: '/', rhythm: 'daily', hour: 8, state: 'active' }],
      reader: { id: ada.id, email: ADA },
      rows: { sessions: [{ reader_id: ada.id, device: 'Firefox on Linux' }] },
    })
    expect(files['saved.bib']).toContain('One of two')
    expect(files['digests.json']).toContain(ADA)
    const all = Object.values(files).join()
    expect([all.includes(BOB), all.includes('token_hash')]).toEqual([false, false])
    // A table that somebody adds is in it by itself.
    await db()
      .$executeRaw`create table later_ideas (reader_id text references readers (id) on delete cascade, idea text, secret bytea)`
    await db().$executeRaw`insert into later_ideas values (${ada.id}, 'a thought', 'x')`
    expect(JSON.parse((await archiveOf(visitor)).files['broadsheet.json'] ?? '').rows.later_ideas).toEqual([
      { reader_id: ada.id, idea: 'a thought' },
    ])
    await db().$executeRaw`drop table later_ideas`
  })

  test('is taken by another account, once: votes are shown and do not rank, and a second time doubles nothing', async () => {
    const { visitor, one, two } = await adaWithMuch()
    const { bytes } = await archiveOf(visitor)
    const bob = await signInAs(BOB)
    const first = await bring(bob, bytes)
    expect(first).toMatchObject({
      status: 200,
      text: expect.stringContaining('Votes: 1 Saved papers: 1 Papers that are not for you: 1 Digests: 1'),
    })
    expect(await standingOf(one.id)).toEqual({ votes: 2, countedVotes: 1 })
    const before = await db().mark.findMany({ where: { reader: { email: BOB } }, orderBy: { kind: 'asc' } })
    expect(before.map(({ kind, paperId }) => [kind, paperId])).toEqual([
      ['saved', one.id],
      ['dismissed', two.id],
    ])
    const again = await bring(bob, bytes)
    expect(again.text).toContain(
      'Votes: 0 Saved papers: 0 Papers that are not for you: 0 Digests: 0 Papers that digests brought: 0 Lists: 0 On lists: 0 What you follow: 0 Settings: 0 Here already: 4',
    )
    expect(await standingOf(one.id)).toEqual({ votes: 2, countedVotes: 1 })
    expect(await db().subscription.count({ where: { reader: { email: BOB } } })).toBe(1)
  })

  test('names papers that are not here: arXiv is asked for them, and what cannot be taken is told with its reason', async () => {
    const bob = await signInAs(BOB)
    const mine = {
      ...{ format: 'broadsheet-mine', version: 1, site: 'https://a.example', exportedAt: '2026-01-01T00:00:00Z' },
      votes: [{ paper: 'arXiv:2401.00001v3', at: '2026-01-02T00:00:00Z' }],
      saved: [{ paper: '2401.00001', at: '2026-01-03T00:00:00Z' }],
      dismissed: [],
      digests: [
        {
          view: '/nothing/of/ours',
          name: null,
          rhythm: 'daily',
          hour: 8,
          zone: 'UTC',
          papers: 15,
          shape: 'full',
          state: 'active',
        },
        {
          view: '/',
          name: null,
          rhythm: 'daily',
          hour: 8,
          zone: 'UTC',
          papers: 15,
          shape: 'full',
          state: 'unsubscribed',
        },
      ],
      rows: { comments: [{ text: 'hello' }], sessions: [{}] },
    }
    const archive = new Uint8Array(zipSync({ 'broadsheet.json': new TextEncoder().encode(JSON.stringify(mine)) }))
    const { text } = await bring(bob, archive)
    expect(text).toContain('Of papers that are not here yet: 2')
    expect(text).toContain('the digest of /nothing/of/ours: That is no list that goes on.')
    expect(text).toContain('the digest of /: it is unsubscribed there')
    expect(text).toContain('comments (1): belongs to what was written and decided there')
    const arxiv = openArxiv({ ...config().arxiv, baseUrl: config().baseUrl, clock, retryBudgetMs: 0 })
    expect(await fetchAwaited({ arxiv, now: clock.now() })).toEqual({ asked: 1, made: 2 })
    expect(await standingOf('2401.00001')).toEqual({ votes: 1, countedVotes: 0 })
    const saved = await db().mark.findFirstOrThrow({ where: { paperId: '2401.00001' } })
    expect(saved.markedAt.toISOString()).toBe('2026-01-03T00:00:00.000Z')
    expect(await db().awaitedMark.count()).toBe(0)
    expect((await bring(bob, archive)).text).toContain('Here already: 2')
  })

  test('that is none is refused in a sentence, and nothing of it is taken', async () => {
    const bob = await signInAs(BOB)
    const zipOf = (content: Uint8Array) => new Uint8Array(zipSync({ 'broadsheet.json': content }))
    const bomb = zipOf(new Uint8Array(40 * 1024 * 1024))
    const broken = zipOf(new TextEncoder().encode('{"format":"broadsheet-mine"}'))
    const texts = [
      [new TextEncoder().encode('hello'), 'That is neither a zip nor JSON.'],
      [zipOf(new TextEncoder().encode('hello')), 'broadsheet.json is no JSON'],
      [new TextEncoder().encode('PK and then nothing'), 'no archive'],
      [bomb, 'no archive'],
      [broken.subarray(0, 30), 'no archive'],
      [broken, 'broadsheet.json is not of version 1: version'],
      [new Uint8Array(0), 'at most 4 MB'],
    ] as const
    for (const [bytes, why] of texts)
      expect(await bring(bob, new Uint8Array(bytes))).toEqual({ status: 422, text: expect.stringContaining(why) })
    expect(await db().vote.count()).toBe(0)
  })
})
