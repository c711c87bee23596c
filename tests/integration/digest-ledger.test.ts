import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { announcementInstant } from '@/lib/announcement-day'
import { fixedClock } from '@/lib/clock'
import { config } from '@/lib/config'
import { db } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { pickUnseen } from '@/lib/digest/pick'
import { unsubscribe } from '@/lib/subscriptions/changes'
import { SubscribeForm } from '@/lib/subscriptions/request'
import { subscribe } from '@/lib/subscriptions/subscribe'
import { aBatch } from '../support/batches'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { setSettings } from '../support/settings'
import { aSubscription, SLOT } from '../support/subscriptions'

useTestDatabase()

const DAY_MS = 86_400_000
const TUESDAY = '2026-11-24'
const daysLater = (days: number) => new Date(SLOT.getTime() + days * DAY_MS)

beforeEach(async () => {
  setSettings({}, fixedClock(SLOT))
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, batches cascade`
})

/** Papers of all mails that a look composed. */
async function mailed(at = SLOT): Promise<string[]> {
  const { deliveries } = await freezeAllDue(at)
  const rows = await db().delivery.findMany({ where: { id: { in: deliveries }, state: 'queued' } })
  return rows.flatMap(({ content }) => (content as { papers: string[] }).papers)
}

test('a paper under two names of a category and in two lists of a day stands once in one digest of a reader', async () => {
  const { id } = await aPaper({
    categories: ['eess.SY', 'cs.SY', 'cs.LG'],
    authors: ['Ada Lovelace', 'A. Lovelace'],
    listedAt: announcementInstant(TUESDAY),
    announced: [{ day: TUESDAY }],
    votes: 1,
  })
  await db().announcement.createMany({
    data: ['cs.LG', 'cs.SY'].map((category) => ({
      paperId: id,
      category,
      day: new Date(TUESDAY),
      type: 'cross' as const,
    })),
  })
  for (const category of config().categories) await aBatch({ category, day: TUESDAY })
  const views = ['/', '/categories/eess.SY', '/categories/cs.LG', '/categories/cs', '/authors/Ada%20Lovelace']
  for (const view of views) await aSubscription({ email: 'ada@example.org', view })
  expect(await mailed()).toEqual([id])
  expect(await db().delivery.count({ where: { state: 'skipped', reason: 'nothing new' } })).toBe(views.length - 1)
})

test('a new version does not bring a paper again', async () => {
  const { id } = await aPaper({ votes: 1 })
  await aSubscription()
  expect(await mailed()).toEqual([id])
  await db().paper.update({ where: { id }, data: { version: 2 } })
  expect(await mailed(daysLater(1))).toEqual([])
})

test('in a list that holds replacements it comes again as updated, once for each version', async () => {
  const view = '/categories/cs.LG?types=new,cross,replace'
  const { id } = await aPaper({ listedAt: announcementInstant(TUESDAY), announced: [{ day: TUESDAY }] })
  await aSubscription({ view, email: 'ada@example.org' })
  await aSubscription({ view: '/categories/cs.LG', email: 'bob@example.org' })
  const replaced = async (day: string, version: number) => {
    await db().paper.update({ where: { id }, data: { version } })
    await db().announcement.create({ data: { paperId: id, category: 'cs.LG', day: new Date(day), type: 'replace' } })
  }
  for (const day of [TUESDAY, '2026-11-25', '2026-11-27']) await aBatch({ day })

  expect(await mailed()).toEqual([id, id])
  await replaced('2026-11-25', 2)
  expect(await mailed(daysLater(1))).toEqual([id])
  const { content } = await db().issue.findFirstOrThrow({ where: { view, slotAt: daysLater(1) } })
  expect((content as { papers: unknown[] }).papers).toMatchObject([{ id, why: 'updated: version 2' }])
  // Announced again, and the version is the one that she has.
  await db().announcement.create({
    data: { paperId: id, category: 'cs.LG', day: new Date('2026-11-27'), type: 'replace_cross' },
  })
  expect(await mailed(daysLater(3))).toEqual([])
})

test('who leaves and comes back is not sent again what they were sent before', async () => {
  await aPaper({ votes: 1 })
  const { id, email } = await aSubscription()
  expect(await mailed()).toHaveLength(1)
  await unsubscribe(id, SLOT)
  const form = SubscribeForm.parse({ email })
  expect(await subscribe(form, { peer: '::1', network: '::1', signedIn: { email } }, SLOT)).toMatchObject({
    status: 'confirmed',
  })
  expect(await mailed(daysLater(1))).toEqual([])
})

test('a mail that never left gives its papers back to the next, an updated one too', async () => {
  const { id } = await aPaper({ votes: 1 })
  await aSubscription()
  expect(await mailed()).toEqual([id])
  await db().$executeRaw`delete from sent_papers s using deliveries d where s.delivery_id = d.id`
  expect(await mailed(daysLater(1))).toEqual([id])
})

test('each reader gets the first papers that no row of the ledger speaks against, as many as they want', async () => {
  const ids = Array.from({ length: 120 }, (_, index) => `2601.${String(index).padStart(5, '0')}`)
  const readers = [await aReader(), await aReader(), await aReader()]
  const sent = fc.array(fc.record({ reader: fc.nat(2), paper: fc.nat(119), version: fc.integer({ min: 1, max: 3 }) }), {
    maxLength: 300,
  })
  const list = fc.uniqueArray(
    fc.record({ paper: fc.nat(119), version: fc.integer({ min: 1, max: 3 }), updated: fc.boolean() }),
    {
      selector: ({ paper }) => paper,
      maxLength: 120,
    },
  )
  const wanted = fc.tuple(fc.integer({ min: 5, max: 25 }), fc.integer({ min: 5, max: 25 }), fc.constant(25))
  await fc.assert(
    fc.asyncProperty(sent, list, wanted, async (rows, chosen, wants) => {
      await db().sentPaper.deleteMany()
      const known = rows.map(({ reader, paper, version }) => ({ reader, id: ids[paper] ?? '', version }))
      await db().sentPaper.createMany({
        data: known.map(({ reader, id, version }) => ({
          readerId: readers[reader]?.id ?? '',
          paperId: id,
          version,
          sentAt: SLOT,
        })),
        skipDuplicates: true,
      })
      const candidates = chosen.map(({ paper, ...rest }) => ({ id: ids[paper] ?? '', seenAt: SLOT, ...rest }))
      const pickers = readers.map(({ id }, index) => ({ readerId: id, papers: wants[index] ?? 0 }))
      const picked = await pickUnseen(db(), pickers, candidates)
      for (const [index, { readerId, papers }] of pickers.entries()) {
        const speaksAgainst = (candidate: (typeof candidates)[number]) =>
          known.some(
            ({ reader, id, version }) =>
              reader === index && id === candidate.id && !(candidate.updated && version < candidate.version),
          )
        const expected = candidates.filter((candidate) => !speaksAgainst(candidate)).map(({ id }) => id)
        expect(picked.get(readerId)).toEqual(expected.slice(0, papers))
      }
    }),
    { numRuns: 40 },
  )
})
