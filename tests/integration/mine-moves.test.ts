import { beforeEach, describe, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { db } from '@/lib/database/client'
import { SECTIONS } from '@/lib/mine/export-mine'
import { isLeftBehind } from '@/lib/mine/left-behind'
import { archiveOf, bring } from '../support/archives'
import { onOtherSite, useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { aSubscription } from '../support/subscriptions'
import { signInAs, type Visitor } from '../support/visitor'

useTestDatabase()

const ADA = 'ada@example.org'
const NOW = '2026-11-24T08:00:00.000Z'
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour))

beforeEach(async () => {
  setSettings({}, aClock(NOW))
  await db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits cascade`
})

const PAPERS = ['2611.00001', '2611.00002', '2611.00003']

const adaId = async () => (await db().reader.findUniqueOrThrow({ where: { email: ADA } })).id

/** The same on each site, but for one paper that is here alone: papers, and Eve, who goes by her name. */
async function aSite(papers: string[]): Promise<{ eveId: string }> {
  for (const id of papers) await aPaper({ id })
  const { id: eveId } = await aReader({ email: 'eve@example.org' })
  await takeName(eveId, 'Eve')
  return { eveId }
}

/** Ada with something of every kind that moves, and of some that do not. */
async function adaWithAll(eveId: string): Promise<Visitor> {
  const visitor = await signInAs(ADA)
  const readerId = await adaId()
  const reader = await db().reader.update({
    where: { id: readerId },
    data: { votesPublic: true, commentMails: false },
  })
  await takeName(readerId, 'Ada-L')
  const eves = await db().list.create({
    data: { readerId: eveId, name: 'Eve’s', visibility: 'shared', createdAt: at(1) },
  })
  await db().vote.createMany({
    data: PAPERS.map((paperId, hour) => ({ readerId, paperId, createdAt: at(hour), tick: 1, held: 'import' })),
  })
  await db().mark.createMany({
    data: [
      { readerId, kind: 'saved', paperId: '2611.00001', markedAt: at(3) },
      { readerId, kind: 'saved', paperId: '2611.00003', markedAt: at(4) },
      { readerId, kind: 'dismissed', paperId: '2611.00002', markedAt: at(5) },
    ],
  })
  // Brought here before, and still waited for.
  await db().awaitedMark.create({
    data: { readerId, kind: 'vote', paperId: '2401.00009', at: at(2), broughtAt: at(6) },
  })
  const list = (name: string, hour: number, visibility: 'public' | 'private') =>
    db().list.create({
      data: {
        ...{ readerId, name, visibility, description: `On ${name}`, createdAt: at(hour) },
        entries: {
          create: [
            { paperId: '2611.00001', note: 'Lemma 2', addedAt: at(7) },
            { paperId: '2611.00003', addedAt: at(8) },
          ],
        },
      },
    })
  const [seminar] = [await list('Seminar', 1, 'public'), await list('Thesis', 2, 'private')]
  const follows = [
    { personId: eveId },
    { view: '/categories/math.NT' },
    { view: '/authors/Emmy%20Noether' },
    { listId: eves.id },
    { listId: seminar.id },
  ]
  await db().follow.createMany({ data: follows.map((one, hour) => ({ ...one, readerId, followedAt: at(hour) })) })
  const digest = (view: string, more: Parameters<typeof aSubscription>[0] = {}) =>
    aSubscription({ email: ADA, view, ...more })
  await digest('/', { name: 'Mornings', papers: 10, shape: 'short', hour: 6, zone: 'Europe/Berlin' })
  const resting = await digest('/categories/math.NT', { rhythm: 'mon,thu', state: 'paused' })
  await db().subscription.update({ where: { id: resting.id }, data: { pausedUntil: new Date('2026-12-24T00:00:00Z') } })
  await digest('/people/Eve', { rhythm: 'monthly' })
  await digest(`/lists/${seminar.key}`)
  await digest(`/following/${reader.followingKey}`)
  await digest('/search?q=left', { state: 'unsubscribed' })
  await db().sentPaper.createMany({
    data: [
      { readerId, paperId: '2611.00001', version: 1, sentAt: at(9) },
      { readerId, paperId: '2611.90000', version: 2, sentAt: at(10) },
    ],
  })
  await db().comment.create({
    data: { readerId, paperId: '2611.00001', source: 'Hm.', html: '<p>Hm.</p>', createdAt: at(11) },
  })
  return visitor
}

interface Archive {
  settings: Record<string, unknown>
  lists: { key: string; visibility: string }[]
  digests: { view: string; state: string }[]
  follows: { what: string; name: string }[]
  rows: Record<string, unknown[]>
}

/** What an archive says of what moves: keys of lists and of what is followed are the site's own, and stand for themselves. */
async function told(visitor: Visitor): Promise<Archive> {
  const { files } = await archiveOf(visitor)
  const { followingKey } = await db().reader.findFirstOrThrow({ where: { email: ADA } })
  const text = files['broadsheet.json'] ?? ''
  const keys = (JSON.parse(text) as Archive).lists.map(({ key }, place) => [key, `key ${place}`] as const)
  const [plain] = [[followingKey, 'own'] as const, ...keys].reduce(
    ([so], [key, word]) => [so.replaceAll(key, word)],
    [text],
  )
  const archive = JSON.parse(plain ?? '') as Archive
  return { ...archive, digests: archive.digests.toSorted((one, other) => one.view.localeCompare(other.view)) }
}

describe('from one site to another', () => {
  test('everything moves that means something there; the next archive is equal, but for what the table of 0052 says', async () => {
    const { eveId } = await aSite(PAPERS)
    const ada = await adaWithAll(eveId)
    const { bytes } = await archiveOf(ada)
    const here = await told(ada)
    await onOtherSite(async () => {
      // One paper is not there yet.
      await aSite(PAPERS.slice(0, 2))
      const moved = await signInAs(ADA)
      const { text } = await bring(moved, bytes)
      const there = await told(moved)
      const ofThisSite = ['site', 'reader', 'rows']
      const open = (archive: object) =>
        Object.fromEntries(Object.entries(archive).filter(([name]) => !ofThisSite.includes(name)))
      expect(open(there)).toEqual({
        ...open(here),
        settings: { ...here.settings, votesPublic: false },
        lists: here.lists.map((list) => ({ ...list, visibility: 'private' })),
        digests: here.digests.filter(({ state }) => state !== 'unsubscribed'),
        follows: here.follows
          .filter(({ name }) => name !== 'Eve’s')
          .map((one) => (one.name === 'Seminar' ? { ...one, name: 'a list that is closed now', what: '' } : one)),
      })
      expect(Object.keys(there.rows)).toEqual(['sessions'])
      const sentences = [
        'the list “Seminar”: public there, private here until you show it',
        'following Eve: see at /people/Eve whether it is the same person',
        'votes on your page: shown to nobody here until you say so in the settings',
        'following Eve’s: no list of that address is here that you may read',
        'the digest of /search?q=left: it is unsubscribed there',
        'comments (1): belongs to what was written and decided there',
        'Of papers that are not here yet: 4',
      ]
      for (const sentence of sentences) expect(text).toContain(sentence)
      expect((await db().vote.findMany()).map(({ held }) => held)).toEqual(['import', 'import'])
      expect(await db().subscription.count({ where: { state: 'paused', nextDueAt: null } })).toBe(1)

      const again = await bring(moved, bytes)
      expect(again.text).toMatch(
        /Votes: 0 Saved papers: 0 .*not for you: 0 Digests: 0 .*brought: 0 Lists: 0 On lists: 0 What you follow: 0 Settings: 0 /,
      )
      expect(await told(moved)).toEqual(there)
    })
  })

  test('nobody gains anything by it: no name of another, no vote while banned, no note on a list that others read', async () => {
    const { eveId } = await aSite(PAPERS)
    const { bytes } = await archiveOf(await adaWithAll(eveId))
    await onOtherSite(async () => {
      await aSite(PAPERS)
      await takeName((await aReader({ email: 'other@example.org' })).id, 'Ada-1')
      const moved = await signInAs(ADA)
      const readerId = await adaId()
      await db().ban.create({ data: { readerId, at: at(1), reason: 'Spam.' } })
      await db().list.create({ data: { readerId, name: 'Seminar', visibility: 'public', createdAt: at(1) } })
      const { text } = await bring(moved, bytes)
      expect(text).toContain('4 votes: a moderator banned you here')
      expect(text).toContain('the name Ada-L: a moderator banned you here')
      expect(text).toContain('the list “Seminar”: one of that name is shown to others here')
      expect(await db().vote.count({ where: { readerId } })).toBe(0)
      expect(await db().awaitedMark.count({ where: { kind: 'vote' } })).toBe(0)
      expect(
        (await db().list.findMany({ select: { name: true, _count: true }, orderBy: { name: 'asc' } })).map(
          ({ name, _count }) => [name, _count.entries],
        ),
      ).toEqual([
        ['Seminar', 0],
        ['Thesis', 2],
      ])
      await db().ban.deleteMany()
      expect((await bring(moved, bytes)).text).toContain(
        'the name Ada-L: somebody has it here, or one that looks like it',
      )
    })
  })

  test('of every table that refers to readers it is decided whether its rows move', async () => {
    const tables = await db().$queryRaw<{ name: string }[]>`
      select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'readers'::regclass`
    expect(tables.map(({ name }) => name).filter((name) => !SECTIONS.has(name) && !isLeftBehind(name))).toEqual([])
  })
})
