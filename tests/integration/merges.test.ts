import { expect, test } from 'vitest'
import { moderate } from '@/lib/community/moderation/moderate'
import { pick } from '@/lib/community/picks'
import { db } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { pickUnseen } from '@/lib/digest/pick'
import { listIds } from '@/lib/views/list-view'
import { listSitemap } from '@/lib/views/sitemap'
import { aPaper, aReader } from '../support/factories'
import {
  act,
  clock,
  eve,
  expectExact,
  into,
  moderator,
  monaId,
  oneByOne,
  paper,
  post,
  standings,
  useMerging,
  viewAt,
  vote,
} from '../support/merging'

useMerging()

test('a moderator makes two papers one by any form of an identifier; one leads to the other, which says so; the log undoes it', async () => {
  await vote(paper)
  const { html } = await moderator.get(`/papers/${paper}`)
  expect(html).toContain('Merge into another paper')
  expect((await eve.get(`/papers/${paper}`)).html).not.toContain('Merge into another paper')
  expect((await post('merge', { into: `https://arxiv.org/pdf/${into}v3.pdf` })).to).toBe('/')
  for (const [from, to] of [
    ['', ''],
    ['/why', '/why'],
    ['/why.csv', '/why.csv'],
    ['/comments', '/comments'],
    ['/comments.atom', '/comments.atom'],
  ])
    expect(await eve.get(`/papers/${paper}${from}`)).toMatchObject({ status: 303, to: `/papers/${into}${to}` })
  expect(JSON.parse((await eve.get(`/papers/${paper}.json`)).html)).toMatchObject({ id: paper, mergedInto: into })
  expect((await eve.get(`/papers/${into}`)).html).toMatch(
    new RegExp(`Also as <a [^>]*>arXiv:${paper}</a>, <a [^>]*>merged by a moderator</a>: The same proof`),
  )
  expect((await eve.get('/moderation/log')).html).toContain(`Mona merged arXiv:${paper} into arXiv:${into}`)
  expect((await moderator.get('/moderation/log')).html).toContain('value="unmerge"')
  clock.passMinutes(1)
  await post('unmerge')
  await post('unmerge')
  expect((await eve.get(`/papers/${paper}`)).status).toBe(200)
  expect((await eve.get(`/papers/${into}`)).html).not.toContain('merged by a moderator')
  expect((await moderator.get('/moderation/log')).html).toContain('value="merge"')
  const acts = await db().moderationAct.findMany({ orderBy: { at: 'asc' } })
  expect(acts).toMatchObject(
    ['merge', 'unmerge'].map((name) => ({
      ...{ act: name, by: monaId, paperId: paper, intoId: into, reason: 'The same proof' },
    })),
  )
})

test('threads go along whole, with what was answered meanwhile; what is said under the merged identifier stands with the other', async () => {
  const said = async (path: string, fields: Record<string, string>) =>
    /#c-([0-9a-f-]{36})$/.exec((await eve.post(`/papers/${path}/comments`, fields)).to ?? '')?.[1] ?? ''
  const first = await said(paper, { text: 'Under the one' })
  const hidden = await said(paper, { text: 'Hidden', parent: first })
  await moderator.post('/moderation/acts', { act: 'hide', comment: hidden, reason: 'x', back: '/' })
  await said(into, { text: 'Under the other' })
  await act('merge')
  const answer = await said(paper, { text: 'An answer', parent: first })
  await said(paper, { text: 'At the top' })
  expect((await standings()).map(({ comments }) => comments)).toEqual([0, 4])
  expect((await eve.get(`/papers/${paper}/comments/${first}`)).to).toBe(`/papers/${into}/comments/${first}`)
  expect((await eve.post(`/papers/${paper}/comments/${first}/edit`, { text: 'Said anew' })).status).toBe(303)
  expect((await eve.get(`/papers/${into}`)).html).toMatch(/Said anew.*An answer/s)
  await expectExact()
  await act('unmerge')
  const at = await db().comment.findMany({ where: { paperId: paper }, orderBy: { createdAt: 'asc' } })
  expect(new Set(at.map(({ id }) => id))).toEqual(new Set([first, hidden, answer]))
  expect(at.every(({ saidOn }) => saidOn === null)).toBe(true)
  expect((await standings()).map(({ comments }) => comments)).toEqual([2, 2])
  await expectExact()
})

test('a fault of a merge keeps what was typed', async () => {
  const { html } = await moderator.post('/moderation/acts', {
    act: 'merge',
    paper,
    into: '2611.99999',
    reason: 'One & the same',
    back: `/papers/${paper}`,
  })
  expect(html).toContain('arXiv:2611.99999 is not here.')
  for (const field of ['name="paper"', 'name="into"', 'name="reason"']) expect(html).toContain(field)
  for (const typed of [paper, '2611.99999', 'One &amp; the same', 'merge']) expect(html).toContain(`value="${typed}"`)
})

test('what cannot be is refused with the reason, and is no row of the log', async () => {
  const third = (await aPaper()).id
  const refused = async (fields: Record<string, string>) => {
    const { status, html } = await post('merge', fields)
    return [status, /class="fault">([^<]*)</.exec(html)?.[1]]
  }
  expect(await refused({ into: paper })).toEqual([409, 'That is one paper already.'])
  expect(await refused({ into: '2611.99999' })).toEqual([409, 'arXiv:2611.99999 is not here.'])
  expect(await refused({ into: 'Attention' })).toEqual([
    422,
    'It takes the identifier or the address of a paper, such as 2406.01234.',
  ])
  expect(await refused({ reason: ' ' })).toEqual([422, 'It takes a reason: everybody can read it in the log.'])
  expect((await post('unmerge')).html).toContain('It was so already')
  expect(await db().moderationAct.count()).toBe(0)
  await act('merge')
  await post('merge')
  expect(await refused({ into: third })).toEqual([
    409,
    `arXiv:${paper} was merged into arXiv:${into}. Undo that in the log first.`,
  ])
  expect(await refused({ paper: third, into: paper })).toEqual([
    409,
    `arXiv:${paper} was itself merged into arXiv:${into}: merge this one into that.`,
  ])
  expect(await refused({ paper: into, into: third })).toEqual([
    409,
    `arXiv:${paper} was merged into this one: undo that in the log first, or merge the other way.`,
  ])
  expect(await db().moderationAct.count()).toBe(1)
  expect((await eve.post('/moderation/acts', { act: 'merge', paper, into: third, reason: 'x' })).status).toBe(403)
})

test('no merge opens a closed thread: it is refused while one of the two is closed', async () => {
  const lock = (id: string, name: 'lock' | 'unlock' = 'lock') =>
    moderate({ act: name, paper: id, reason: 'Heated' }, monaId, clock.now())
  for (const [closed, open] of [
    [paper, into],
    [into, paper],
  ] as const) {
    await lock(closed)
    const why = `The thread of arXiv:${closed} is closed and that of arXiv:${open} is not: close both or neither first.`
    expect(await act('merge')).toEqual({ status: 'refused', why })
    await lock(closed, 'unlock')
  }
  expect(
    await oneByOne<unknown>(
      () => act('merge'),
      () => lock(paper),
    ),
  ).toEqual([{ status: 'done' }, { status: 'unchanged' }])
  await act('unmerge')
  const [locked, merged] = await oneByOne<unknown>(
    () => lock(paper),
    () => act('merge'),
  )
  expect([locked, merged]).toMatchObject([{ status: 'done' }, { status: 'refused' }])
  await lock(into)
  expect(await act('merge')).toEqual({ status: 'done' })
})

test('a merged paper stands in no trending list, pick, digest or sitemap; the list of its day leads to the other', async () => {
  const reader = await aReader()
  await vote(paper)
  for (const id of [paper, into]) await pick({ paperId: id, day: '2026-11-20', why: 'It holds.' }, monaId, clock.now())
  await act('merge')
  const idsOf = (path: string, moment: Date | null = null) => listIds(viewAt(path), { moment })
  for (const path of ['/', '/?in=cs.LG', '/?fair=1', '/picks', '/picks/2026-11-20'])
    expect([path, await idsOf(path)]).toEqual([path, [into]])
  expect(await idsOf('/', clock.now())).toEqual([into])
  const listed = await listSitemap({ kind: 'papers', month: '2026-11', part: 1 })
  expect(listed.map(({ path }) => path)).toEqual([`/papers/${into}`])
  expect((await idsOf('/papers/date/2026-11-20')).sort()).toEqual([paper, into])
  for (const display of ['', 'titles']) {
    eve.cookies.set('display', display)
    const { html } = await eve.get('/papers/date/2026-11-20')
    expect(html).toContain(`<a href="/papers/${into}">The same work as arXiv:`)
    expect([html.includes(`/papers/${paper}/vote`), html.includes(`/papers/${into}/vote`)]).toEqual([false, true])
  }
  eve.cookies.delete('display')
  const candidates = await listCandidates({ view: { kind: 'trending' }, minVotes: 0 }, { kind: 'whole' })
  const newest = await listCandidates({ view: { kind: 'newest' }, minVotes: 0 }, { kind: 'whole' })
  expect([candidates, newest].map((some) => some.map(({ id }) => id))).toEqual([[into], [into]])
  const unseen = async () =>
    db().$transaction(async (tx) =>
      (await pickUnseen(tx, [{ readerId: reader.id, papers: 5 }], candidates)).get(reader.id),
    )
  expect(await unseen()).toEqual([into])
  await db().sentPaper.create({ data: { readerId: reader.id, paperId: paper, version: 1, sentAt: clock.now() } })
  expect(await unseen()).toEqual([])
  await act('unmerge')
  expect(await unseen()).toEqual([into])
})
