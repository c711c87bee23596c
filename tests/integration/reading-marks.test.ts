import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { findMarks } from '@/lib/marks/find-marks'
import { carryOut } from '@/lib/reading/acts'
import { mark, unmark } from '@/lib/reading/marks'
import { exportSaved, listSaved } from '@/lib/reading/reading-list'
import { parseCursor } from '@/lib/views/cursor'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
const terms = { now: clock.now(), maturityHours: 0, network: 'unknown' }
const minutesLater = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000)

beforeEach(async () => {
  setSettings({}, clock)
  await db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits cascade`
})

describe('a mark', () => {
  test('is there once and keeps its first instant, also when it is made a hundred times at once', async () => {
    const [paper, ada] = [await aPaper(), await aReader()]
    await mark('saved', paper.id, ada.id, clock.now())
    const again = Array.from({ length: 100 }, (_, n) => mark('saved', paper.id, ada.id, minutesLater(n)))
    expect(await Promise.all(again)).toEqual(Array.from({ length: 100 }, () => true))
    expect(await db().mark.findMany()).toEqual([
      { readerId: ada.id, kind: 'saved', paperId: paper.id, markedAt: clock.now() },
    ])
  })

  test('is taken back as often as asked, and does not touch the other kind', async () => {
    const [paper, ada] = [await aPaper(), await aReader()]
    await mark('saved', paper.id, ada.id, clock.now())
    await mark('dismissed', paper.id, ada.id, clock.now())
    for (let i = 0; i < 3; i++) expect(await unmark('dismissed', paper.id, ada.id)).toBe(true)
    expect(await db().mark.findMany({ select: { kind: true } })).toEqual([{ kind: 'saved' }])
  })

  test('on a paper that is not here is answered, not recorded', async () => {
    const ada = await aReader()
    expect(await mark('saved', '2611.99999', ada.id, clock.now())).toBe(false)
    expect(await unmark('saved', '2611.99999', ada.id)).toBe(false)
    expect(await db().mark.count()).toBe(0)
  })

  test('is the reader’s own, and is told with the votes in one question', async () => {
    const [one, two, three] = [await aPaper(), await aPaper(), await aPaper()]
    const [ada, bob] = [await aReader(), await aReader()]
    await carryOut('vote', one.id, ada, terms)
    await carryOut('save', one.id, ada, terms)
    await carryOut('dismiss', two.id, ada, terms)
    await carryOut('save', three.id, bob, terms)
    const asked = [one, two, three].flatMap(({ id }) => [`vote:${id}`, `save:${id}`, `dismiss:${id}`])
    const { held } = await findMarks(ada.id, { marks: asked, numbers: [] }, terms.now)
    expect(held).toEqual(new Set(['reader', `vote:${one.id}`, `save:${one.id}`, `dismiss:${two.id}`]))
  })
})

describe('a form beside a paper', () => {
  const json = async (visitor: Visitor, path: string) => {
    const { POST } = await import('@/app/papers/[...path]/route')
    const request = visitor.request(path, { method: 'POST' })
    request.headers.set('accept', 'application/json')
    const answer = await POST(request)
    return { status: answer.status, body: await answer.json() }
  }

  test.each([
    ['save', 'unsave', 'saved'],
    ['dismiss', 'undismiss', 'dismissed'],
  ])('does %s and %s, and leads back to the entry', async (act, undo, kind) => {
    const [paper, ada] = [await aPaper({ id: 'hep-th/9901001' }), await signInAs('ada@example.org')]
    const visit = await ada.post(`/papers/${paper.id}/${act}`, { back: '/papers/new?after=x' })
    expect([visit.status, visit.to]).toEqual([303, `/papers/new?after=x#${paper.id}`])
    expect(await db().mark.findMany()).toMatchObject([{ paperId: paper.id, kind }])
    expect(await json(ada, `/papers/${paper.id}/${act}`)).toEqual({ status: 200, body: { id: paper.id, [kind]: true } })
    expect(await json(ada, `/papers/${paper.id}/${undo}`)).toEqual({
      status: 200,
      body: { id: paper.id, [kind]: false },
    })
    expect(await db().mark.count()).toBe(0)
  })

  test.each(['save', 'dismiss'])('keeps %s through sign-in, and comes back to it finished', async (act) => {
    const [paper, visitor] = [await aPaper(), new Visitor()]
    expect((await visitor.post(`/papers/${paper.id}/${act}`, { back: '/papers/new' })).to).toBe('/sign-in')
    expect((await visitor.get('/sign-in')).html).toMatch(/as soon as you are signed in/)
    expect(await db().mark.count()).toBe(0)
    await signInAs('ada@example.org', visitor)
    expect(await db().mark.findMany()).toMatchObject([{ paperId: paper.id }])
  })

  test('keeps nothing to take back when signed out, and tells a program to sign in', async () => {
    const [paper, visitor] = [await aPaper(), new Visitor()]
    expect((await visitor.post(`/papers/${paper.id}/unsave`)).to).toBe('/sign-in')
    expect([...visitor.cookies]).toEqual([])
    expect((await json(visitor, `/papers/${paper.id}/save`)).status).toBe(401)
  })

  test('says that a paper is not here', async () => {
    const ada = await signInAs('ada@example.org')
    expect((await json(ada, '/papers/2611.99999/save')).status).toBe(404)
  })

  test('stops who does more than hands can, and says when to come again', async () => {
    const [paper, ada] = [await aPaper(), await signInAs('ada@example.org')]
    await json(ada, `/papers/${paper.id}/save`)
    await db().$executeRaw`update rate_limits set points = 1500`
    expect((await json(ada, `/papers/${paper.id}/vote`)).status).toBe(429)
    expect(await db().vote.count()).toBe(0)
  })

  test('changes nothing when it is only looked at', async () => {
    const [paper, ada] = [await aPaper(), await signInAs('ada@example.org')]
    for (const act of ['save', 'dismiss', 'vote'])
      expect((await ada.get(`/papers/${paper.id}/${act}`)).status).toBe(405)
    expect(await db().mark.count()).toBe(0)
  })
})

describe('the reading list', () => {
  test('has the newest save first, page after page, each paper once', async () => {
    const ada = await aReader()
    const ids: string[] = []
    for (let n = 0; n < 23; n++) {
      const { id } = await aPaper()
      await mark('saved', id, ada.id, minutesLater(Math.floor(n / 4)))
      ids.unshift(id)
    }
    await mark('dismissed', (await aPaper()).id, ada.id, clock.now())
    const paged: string[] = []
    let after: string | null = null
    do {
      const page = await listSaved(ada.id, { limit: 5, after: after === null ? null : parseCursor(after) })
      expect([page.total, page.before]).toEqual([23, paged.length])
      paged.push(...page.papers.map(({ id }) => id))
      after = page.next
    } while (after)
    expect(paged).toEqual(ids)
  })

  test('is exported with what a citation needs, in its order', async () => {
    const ada = await signInAs('ada@example.org')
    const [one, two] = [await aPaper({ title: 'The first' }), await aPaper({ title: 'The second' })]
    await ada.post(`/papers/${one.id}/save`)
    clock.passMinutes(1)
    await ada.post(`/papers/${two.id}/save`)
    const bib = await ada.get('/reading-list.bib')
    expect(bib.html.match(/@misc\{/g)).toHaveLength(2)
    expect(bib.html.indexOf('The second')).toBeLessThan(bib.html.indexOf('The first'))
    expect((await ada.get('/reading-list.ris')).html.match(/^TY {2}- UNPB/gm)).toHaveLength(2)
    const { html: text, headers } = await ada.get('/reading-list.json')
    expect((JSON.parse(text) as { id: string }[]).map(({ id }) => id)).toEqual([two.id, one.id])
    expect(headers.get('content-disposition')).toContain('reading-list.json')
    expect((await new Visitor().get('/reading-list.bib')).to).toBe('/sign-in?back=%2Freading-list')
  })

  test('of another reader is never seen', async () => {
    const [ada, bob] = [await aReader(), await aReader()]
    await mark('saved', (await aPaper()).id, ada.id, clock.now())
    expect(await listSaved(bob.id)).toEqual({ papers: [], total: 0, before: 0, next: null })
    expect(await exportSaved(bob.id)).toEqual([])
  })
})
