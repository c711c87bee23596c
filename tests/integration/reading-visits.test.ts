import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { arrivedAfter, arrivedAt } from '@/lib/reading/arrival'
import { mark } from '@/lib/reading/marks'
import { progressOf, unseenBy } from '@/lib/reading/unseen'
import { findVisit, moveVisit, VIEWS_KEPT } from '@/lib/reading/visits'
import { countView, listView } from '@/lib/views/list-view'
import type { View } from '@/lib/views/view'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour))
const seconds = (instant: Date) => String(instant.getTime() / 1000)
const newest: View = { kind: 'newest' }

beforeEach(async () => {
  setSettings({}, clock)
  await db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits cascade`
})

describe('a visit', () => {
  test('moves only forward, and never past now', async () => {
    const ada = await aReader()
    await moveVisit(ada.id, '/', at(6), clock.now())
    await moveVisit(ada.id, '/', at(3), clock.now())
    expect(await findVisit(ada.id, '/')).toMatchObject({ seenUntil: at(6) })
    await moveVisit(ada.id, '/', at(23), clock.now())
    expect(await findVisit(ada.id, '/')).toEqual({ view: '/', seenUntil: clock.now(), visitedAt: clock.now() })
  })

  test('ends at the latest of a hundred that come at once', async () => {
    const ada = await aReader()
    const instants = Array.from({ length: 100 }, (_, n) => new Date(at(1).getTime() + ((n * 37) % 100) * 1000))
    await Promise.all(instants.map((until) => moveVisit(ada.id, '/', until, clock.now())))
    expect(await findVisit(ada.id, '/')).toMatchObject({ seenUntil: new Date(at(1).getTime() + 99_000) })
  })

  test('is kept for the views that were visited last', async () => {
    const ada = await aReader()
    for (let n = 0; n <= VIEWS_KEPT; n++)
      await moveVisit(ada.id, `/search?q=${n}`, at(1), new Date(at(7).getTime() + n * 1000))
    expect(await db().visit.count()).toBe(VIEWS_KEPT)
    expect(await findVisit(ada.id, '/search?q=0')).toBeNull()
  })
})

describe('“mark all seen”', () => {
  test('is a form that leads back, and stands under the one address of the list', async () => {
    const ada = await signInAs('ada@example.org')
    const fields = {
      view: '/authors/Ada%20%20Lovelace',
      until: seconds(at(6)),
      back: '/authors/Ada%20Lovelace?unseen=1',
    }
    const visit = await ada.post('/seen', fields)
    expect([visit.status, visit.to]).toEqual([303, '/authors/Ada%20Lovelace?unseen=1'])
    expect(await db().visit.findMany()).toMatchObject([{ view: '/authors/Ada%20Lovelace', seenUntil: at(6) }])
  })

  test.each([
    [{ view: '/settings', until: '1' }],
    [{ view: '//evil.example/', until: '1' }],
    [{ view: '/papers/date/2026-13-99', until: '1' }],
    [{ view: '/', until: 'soon' }],
    [{ view: `/search?q=${'x'.repeat(700)}`, until: '1' }],
    [{}],
  ])('%o is refused with what is taken', async (fields) => {
    const ada = await signInAs('ada@example.org')
    expect((await ada.post('/seen', fields as Record<string, string>)).status).toBe(400)
    expect(await db().visit.count()).toBe(0)
  })

  test('asks who is signed out to sign in', async () => {
    const visit = await new Visitor().post('/seen', { view: '/papers/new', until: '1' })
    expect(visit.to).toBe('/sign-in?back=%2Fpapers%2Fnew')
  })

  test('is the only thing that moves a visit: looking at lists, feeds and papers moves none', async () => {
    const { id } = await aPaper({ announced: [{ day: '2026-11-20' }] })
    const ada = await signInAs('ada@example.org')
    await ada.post('/seen', { view: '/papers/new', until: seconds(at(0)) })
    const before = await db().visit.findMany()
    for (const path of ['/papers/new', '/papers/date/2026-11-20', `/papers/${id}`, '/papers/new.rss'])
      expect((await ada.get(path)).status).toBe(200)
    expect(await db().visit.findMany()).toEqual(before)
  })
})

describe('what was not seen', () => {
  test('arrived since the last visit of this very list, and was neither voted for, saved nor dismissed', async () => {
    const ada = await aReader()
    const old = await aPaper({ listedAt: at(1), announced: [{ day: '2026-11-20' }] })
    const fresh = await aPaper({ listedAt: at(5), announced: [{ day: '2026-11-20' }] })
    const saved = await aPaper({ listedAt: at(5), announced: [{ day: '2026-11-20' }] })
    await mark('saved', saved.id, ada.id, clock.now())
    await moveVisit(ada.id, '/papers/new', at(2), clock.now())
    const unseen = async (view: View) =>
      (await listView(view, { only: await unseenBy(ada.id, view) })).papers.map(({ id }) => id).sort()
    expect(await unseen(newest)).toEqual([fresh.id])
    expect(await unseen({ kind: 'trending' })).toEqual([old.id, fresh.id].sort())
    expect(await progressOf(ada.id, newest)).toEqual({ seen: 2, total: 3 })
    expect(await progressOf(ada.id, { kind: 'day', day: '2026-11-20' })).toEqual({ seen: 1, total: 3 })
  })

  test('is judged alike by the page and by the database, also for papers that an archive brought', async () => {
    const instants = [
      at(1),
      at(5),
      new Date('2026-11-12T00:00:00Z'),
      new Date('2026-11-13T05:00:00Z'),
      new Date('2019-01-01'),
    ]
    for (const listedAt of instants) {
      const { id } = await aPaper({ listedAt })
      await db().paper.update({ where: { id }, data: { firstSeenAt: at(5), announcedAt: listedAt } })
    }
    const { papers } = await listView(newest)
    for (const until of [...instants, at(4)]) {
      const byPage = papers.filter((paper) => arrivedAt(paper) > until).length
      expect(await countView(newest, arrivedAfter(until))).toBe(byPage)
    }
    expect(await countView(newest, arrivedAfter(at(4)))).toBe(3)
  })
})
