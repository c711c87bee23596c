import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { findMarks } from '@/lib/marks/find-marks'
import { arrivalSeconds, arrivedAfter, arrivedAt } from '@/lib/reading/arrival'
import { mark } from '@/lib/reading/marks'
import { unseenBy } from '@/lib/reading/unseen'
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

describe('a page made for everybody', () => {
  const view = '/papers/date/2026-11-20'
  const ask = async (readerId: string, marks: string[], numbers: string[] = []) => {
    const found = await findMarks(readerId, { marks, numbers }, clock.now())
    return [[...found.held].filter((held) => held !== 'reader'), Object.fromEntries(found.numbers)]
  }

  test('tells its reader which entries are new, how many, and since when', async () => {
    const ada = await aReader()
    const [old, late] = [at(1), at(5)].map(arrivalSeconds)
    const marks = [`new:${old}@${view}`, `new:${late}@${view}`, `new:${late}@/`]
    const fresh = `fresh:${old}x3,${late}x2@${view}`
    expect(await ask(ada.id, marks, [fresh])).toEqual([[], {}])
    await moveVisit(ada.id, view, at(1), clock.now())
    expect(await ask(ada.id, marks, [fresh])).toEqual([[`new:${late}@${view}`], { [fresh]: 2 }])
  })

  test('names the day of the last visit where something is new since, and nothing where nothing is', async () => {
    const ada = await aReader()
    const words = ['today', 'yesterday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
    const [old, late] = [at(-24 * 30), at(5)].map(arrivalSeconds)
    const came = [...words, 'earlier'].flatMap((word) => [`came:${word},${old}@/`, `came:${word},${late}@/`])
    for (const [days, word] of [
      [9, 'earlier'],
      [3, 'Tuesday'],
      [1, 'yesterday'],
      [0, 'today'],
    ] as const) {
      await moveVisit(ada.id, '/', at(1), new Date(clock.now().getTime() - days * 86_400_000))
      expect(await ask(ada.id, came)).toEqual([[`came:${word},${late}@/`], {}])
    }
  })

  test('counts what its reader dismissed, and how far they came with a day', async () => {
    const [ada, bob] = [await aReader(), await aReader()]
    const announced = [{ day: '2026-11-20' }]
    const [one, two] = [await aPaper({ announced, listedAt: at(1) }), await aPaper({ announced, listedAt: at(5) })]
    await aPaper({ announced, listedAt: at(5) })
    const list = `,${one.id},${two.id}`
    const numbers = [`hidden:${list}`, `progress:${view}`]
    expect(await ask(ada.id, [`hides:${list}`], numbers)).toEqual([
      [],
      { [`hidden:${list}`]: 0, [`progress:${view}`]: 0 },
    ])
    await mark('dismissed', two.id, ada.id, clock.now())
    expect(await ask(ada.id, [`hides:${list}`], numbers)).toEqual([
      [`hides:${list}`],
      { [`hidden:${list}`]: 1, [`progress:${view}`]: 1 },
    ])
    await moveVisit(ada.id, view, at(1), clock.now())
    expect((await ask(ada.id, [], numbers))[1]).toMatchObject({ [`progress:${view}`]: 2 })
    expect((await ask(bob.id, [], numbers))[1]).toMatchObject({ [`progress:${view}`]: 0 })
  })

  test('asks nothing that a name of another kind could break', async () => {
    const ada = await aReader()
    await moveVisit(ada.id, '/', at(1), clock.now())
    const names = ['', '@', ',', 'x@/', '99999999999999999999@/', '/papers/date/9999', ',@/', "1x1,1x1@/search?q=%27@'"]
    expect(
      await ask(
        ada.id,
        names.map((name) => `new:${name}`),
      ),
    ).toEqual([[], expect.anything()])
  })
})
