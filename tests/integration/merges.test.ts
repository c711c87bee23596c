import { beforeAll, beforeEach, expect, test } from 'vitest'
import { nameKey, takeName } from '@/lib/accounts/public-name'
import { addComment } from '@/lib/community/comments/add-comment'
import { readComment } from '@/lib/community/comments/comment-text'
import { moderate } from '@/lib/community/moderation/moderate'
import { pick } from '@/lib/community/picks'
import { db } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { pickUnseen } from '@/lib/digest/pick'
import { applyMarks } from '@/lib/mine/awaited'
import { judgeNetworks } from '@/lib/papers/judge-networks'
import { judgeOwnVotes } from '@/lib/papers/own-votes'
import { matureVotes, unvote, upvote } from '@/lib/papers/votes'
import { COUNTING } from '@/lib/trending/constants'
import { recount } from '@/lib/trending/recount'
import { parseView } from '@/lib/views/address'
import { listIds, listView, type PageOf } from '@/lib/views/list-view'
import { listSitemap } from '@/lib/views/sitemap'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
let [eve, moderator] = [new Visitor(), new Visitor()]
let [monaId, paper, into] = ['', '', '']

beforeAll(async () => {
  setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
  for (const name of ['Eve', 'Mona']) {
    const email = `${name.toLowerCase()}@example.org`
    const visitor = await signInAs(email)
    const { id } = await db().reader.findUniqueOrThrow({ where: { email } })
    await takeName(id, name)
    if (name === 'Eve') eve = visitor
    else [moderator, monaId] = [visitor, id]
  }
  const role = { role: 'moderator', namedAt: clock.now(), reason: 'a test' } as const
  await db().readerRole.create({ data: { readerId: monaId, ...role } })
})

beforeEach(async () => {
  await db().$executeRaw`truncate papers, moderation_acts, rate_limits, ranking_state cascade`
  paper = (await aPaper({ announced: [{ day: '2026-11-20' }], title: 'The preprint' })).id
  into = (await aPaper({ announced: [{ day: '2026-11-20' }], title: 'The published one' })).id
})

const act = (name: 'merge' | 'unmerge', one = paper, other = into) =>
  moderate({ act: name, paper: one, into: other, reason: 'The same proof' }, monaId, clock.now())
const post = (name: string, fields: Record<string, string> = {}) =>
  moderator.post('/moderation/acts', { act: name, paper, into, reason: 'The same proof', back: '/', ...fields })
const vote = async (paperId: string, reader?: Awaited<ReturnType<typeof aReader>>) => {
  const by = reader ?? (await aReader())
  await upvote(paperId, by, clock.now(), 0)
  return by
}
const standings = async () => {
  const rows = await db().paperStanding.findMany({ where: { paperId: { in: [paper, into] } } })
  return [paper, into].map((id) => {
    const { votes, countedVotes, comments, commenters } = rows.find(({ paperId }) => paperId === id) ?? {}
    return { votes, countedVotes, comments, commenters }
  })
}
const votesOf = async () => (await standings()).map(({ votes }) => votes)
const voteRows = () => db().vote.findMany({ orderBy: [{ paperId: 'asc' }, { readerId: 'asc' }] })
const nobody = { comments: 0, commenters: 0 }
const viewAt = (path: string) => {
  const { pathname, searchParams } = new URL(path, 'http://here.invalid')
  return parseView(pathname, searchParams) ?? { kind: 'newest' as const }
}

/** What is counted is what is there, and scores are their terms. */
const expectExact = async () => expect(await recount({ clock })).toMatchObject({ corrected: 0, finished: true })

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

test('votes go along, whoever voted for both counts once, and undoing it brings every vote back as it was', async () => {
  const both = await vote(paper)
  await vote(into, both)
  await vote(paper)
  await vote(into)
  const before = await voteRows()
  await act('merge')
  expect(await standings()).toEqual([
    { votes: 0, countedVotes: 0, ...nobody },
    { votes: 3, countedVotes: 3, ...nobody },
  ])
  await expectExact()
  await act('unmerge')
  expect(await standings()).toEqual([
    { votes: 2, countedVotes: 2, ...nobody },
    { votes: 2, countedVotes: 2, ...nobody },
  ])
  expect(await voteRows()).toEqual(before)
  await expectExact()
})

test('of whoever voted for both the second vote shows nowhere: no list, search, number or line of days tells of it', async () => {
  const both = await aReader()
  await takeName(both.id, 'Both')
  await db().reader.update({ where: { id: both.id }, data: { votesPublic: true } })
  await db().follow.create({ data: { readerId: monaId, personId: both.id, followedAt: clock.now() } })
  const members = { create: { readerId: both.id, joinedAt: clock.now() } }
  await db().group.create({ data: { name: 'Lab-7', nameKey: nameKey('Lab-7'), createdAt: clock.now(), members } })
  for (const id of [paper, into]) await vote(id, both)
  await act('merge')
  const shown = async (path: string, page: PageOf = {}) => {
    const { papers } = await listView(viewAt(path), page)
    return [path, ...papers.map(({ id, votes }) => `${id}: ${votes}`)]
  }
  const { followingKey } = await db().reader.findUniqueOrThrow({ where: { id: monaId } })
  for (const path of ['/people/Both', `/following/${followingKey}`, '/groups/Lab-7', '/search?q=votes%3A%3E0'])
    expect(await shown(path)).toEqual([path, `${into}: 1`])
  expect(await shown('/papers/new', { minVotes: 1 })).toEqual(['/papers/new', `${into}: 1`])
  const day = '/papers/date/2026-11-20'
  for (const moment of [null, clock.now()])
    expect(await shown(day, { moment })).toEqual([day, `${into}: 1`, `${paper}: 0`])
  expect((await eve.get(day)).html.split('class="spark"')).toHaveLength(2)
  expect(await unvote(into, both.id, clock.now())).toEqual({ status: 'unvoted', votes: 0 })
  await expectExact()
})

test('of whoever voted for several one that ranks is the one that counts, wherever it was given; undoing it brings all back', async () => {
  const third = (await aPaper()).id
  const [brought, twice] = [await aReader(), await aReader()]
  for (const { id } of [brought, twice]) await applyMarks(id, 'vote', [{ paper: into, at: clock.now() }])
  await applyMarks(twice.id, 'vote', [{ paper, at: clock.now() }])
  clock.passMinutes(1)
  await vote(paper, brought)
  await vote(third, twice)
  const before = await voteRows()
  await act('merge')
  expect((await standings())[1]).toMatchObject({ votes: 2, countedVotes: 1 })
  const one = await voteRows()
  await act('merge', third)
  expect((await standings())[1]).toMatchObject({ votes: 2, countedVotes: 2 })
  await expectExact()
  await act('unmerge', third)
  expect(await voteRows()).toEqual(one)
  await act('merge', third)
  await act('unmerge')
  expect((await standings())[1]).toMatchObject({ votes: 2, countedVotes: 1 })
  await expectExact()
  await act('unmerge', third)
  expect(await voteRows()).toEqual(before)
  await expectExact()
})

test('a second vote that comes to rank, or ceases to, changes no count', async () => {
  const young = await aReader({ createdAt: clock.now() })
  const bursters = await Promise.all(Array.from({ length: COUNTING.burstOfNetwork }, () => aReader()))
  for (const id of [paper, into]) {
    await upvote(id, young, clock.now(), 48)
    for (const reader of bursters) await vote(id, reader)
  }
  await act('merge')
  const network = Buffer.from('one')
  await db().vote.updateMany({ where: { paperId: paper, readerId: { not: young.id } }, data: { network } })
  await matureVotes(clock.now(), 0)
  await judgeNetworks(clock.now())
  const claim = { author: 'Ada', state: 'granted', proof: 'address', claimedAt: clock.now() }
  await db().claim.create({ data: { ...claim, readerId: young.id, paperId: paper } })
  await db().$transaction((tx) => judgeOwnVotes(tx, young.id, [paper], clock.now()))
  const all = bursters.length + 1
  expect(await standings()).toMatchObject([
    { votes: 0, countedVotes: 0 },
    { votes: all, countedVotes: all - 1 },
  ])
  await expectExact()
})

test('a vote given or taken back under the merged identifier is one for the other, and taken back once it is gone from both', async () => {
  const both = await vote(paper)
  await vote(into, both)
  const moved = await vote(paper)
  await act('merge')
  expect(await upvote(paper, moved, clock.now(), 0)).toEqual({ status: 'voted', votes: 2 })
  const visit = await eve.post(`/papers/${paper}/vote`)
  expect(visit.to).toBe(`/papers/${paper}#${paper}`)
  expect((await eve.get(`/papers/${into}`)).html).toContain('aria-pressed="true"')
  expect(await unvote(paper, both.id, clock.now())).toEqual({ status: 'unvoted', votes: 2 })
  expect(await unvote(into, moved.id, clock.now())).toEqual({ status: 'unvoted', votes: 1 })
  expect(await applyMarks(both.id, 'vote', [{ paper, at: clock.now() }])).toBe(1)
  await expectExact()
  await act('unmerge')
  expect(await votesOf()).toEqual([0, 2])
  await expectExact()
})

test('of three that are one, each reader counts once, whichever is parted first', async () => {
  const third = (await aPaper()).id
  const all = await vote(paper)
  await vote(third, all)
  const parted = await vote(paper)
  await act('merge')
  await act('merge', third)
  expect(await votesOf()).toEqual([0, 2])
  await act('unmerge')
  expect([await votesOf(), await db().vote.count({ where: { readerId: all.id, paperId: into } })]).toEqual([[2, 1], 1])
  await expectExact()
  await act('unmerge', third)
  expect(await votesOf()).toEqual([2, 0])
  expect(await db().vote.count({ where: { readerId: { in: [all.id, parted.id] } } })).toBe(3)
  await expectExact()
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

test('votes, taken back ones and comments in the same moments are neither lost nor doubled, and every count is that of its rows', async () => {
  const readers = await Promise.all(Array.from({ length: 40 }, () => aReader()))
  for (const [n, { id }] of readers.entries())
    await db().reader.update({ where: { id }, data: { name: `R${n}-x`, nameKey: nameKey(`R${n}-x`) } })
  const terms = { now: clock.now(), maturityHours: 0 }
  const text = readComment('Words').text
  if (!text) throw new Error('words are a comment')
  const settled = await Promise.allSettled([
    ...readers.map((reader, n) => upvote(n % 3 === 0 ? into : paper, reader, clock.now(), 0)),
    ...readers.slice(0, 20).map((reader) => upvote(paper, reader, clock.now(), 0)),
    (async () => {
      for (let times = 0; times < 3; times++) {
        await act('merge')
        await act('unmerge')
      }
      await act('merge')
    })(),
    ...readers.slice(20, 26).map((reader) => addComment({ paperId: paper, parentId: null, text }, reader, terms)),
    ...readers.slice(0, 10).map(async (reader) => {
      await upvote(paper, reader, clock.now(), 0)
      await unvote(paper, reader.id, clock.now())
      await upvote(paper, reader, clock.now(), 0)
    }),
  ])
  expect(settled.filter(({ status }) => status === 'rejected')).toEqual([])
  const [, whole] = await standings()
  expect(whole).toEqual({ votes: 40, countedVotes: 40, comments: 6, commenters: 6 })
  await expectExact()
  await act('unmerge')
  expect(new Set((await voteRows()).map(({ readerId }) => readerId)).size).toBe(40)
  expect(await db().vote.count({ where: { NOT: { castOn: null } } })).toBe(0)
  await expectExact()
})

test.each(['merge', 'vote'])(
  'who votes in the very moment of a merge votes for the other paper; the %s comes first',
  async (first) => {
    const reader = await aReader()
    const acts = { merge: () => act('merge'), vote: () => upvote(paper, reader, clock.now(), 0) }
    await oneByOne<unknown>(...(first === 'merge' ? [acts.merge, acts.vote] : [acts.vote, acts.merge]))
    expect(await votesOf()).toEqual([0, 1])
    await expectExact()
  },
)

test.each(['merge', 'bring'])(
  'who voted for both papers, the second time in the very moment of a %s, counts once, and nobody waits in a circle',
  async (first) => {
    const reader = await vote(paper)
    const marks = [paper, into].map((id) => ({ paper: id, at: clock.now() }))
    const acts = { merge: () => act('merge'), bring: () => applyMarks(reader.id, 'vote', marks) }
    await oneByOne<unknown>(first === 'merge' ? acts.merge : acts.bring, () => upvote(into, reader, clock.now(), 0))
    if (first === 'bring') await act('merge')
    expect((await standings())[1]).toMatchObject({ votes: 1 })
    await expectExact()
  },
)

test('who wrote the one and votes for the other in the very moment of a merge does not rank', async () => {
  const author = await aReader()
  const claim = { author: 'Ada', state: 'granted', proof: 'address', claimedAt: clock.now() }
  await db().claim.create({ data: { ...claim, readerId: author.id, paperId: paper } })
  await oneByOne<unknown>(
    () => act('merge'),
    () => upvote(into, author, clock.now(), 0),
  )
  expect((await standings())[1]).toMatchObject({ votes: 1, countedVotes: 0 })
  await expectExact()
})

/** Begins acts while the paper's standing is held, the next when all before it wait, and lets it go. @returns what they answer */
async function oneByOne<T>(...acts: (() => Promise<T>)[]): Promise<T[]> {
  const done: Promise<T>[] = []
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`select 1 as held from paper_standings where paper_id = ${paper} for update`
    for (const begin of acts) {
      done.push(begin())
      await eventually(async () => (await waiting()) === done.length)
    }
  })
  return Promise.all(done)
}

/** Sessions that wait for a row. */
async function waiting(): Promise<number> {
  const [row] = await db().$queryRaw<[{ sessions: number }]>`
    select count(*)::int as sessions from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return row.sessions
}

test('the vote of whoever wrote or brought the one does not rank for the other, while they are one', async () => {
  const [author, submitter] = [await vote(paper), await vote(into)]
  const claim = { author: 'Ada', state: 'granted', proof: 'address', claimedAt: clock.now() }
  await db().claim.create({ data: { ...claim, readerId: author.id, paperId: into } })
  await db().submission.create({ data: { paperId: paper, readerId: submitter.id, submittedAt: clock.now() } })
  await act('merge')
  const held = async () => (await voteRows()).map(({ held }) => held).sort()
  expect([await held(), (await standings())[1]]).toMatchObject([['author', 'submitter'], { votes: 2, countedVotes: 0 }])
  await expectExact()
  await act('unmerge')
  // As whatever ceases to be one's own, they wait for the job that counts what is old enough.
  expect(await held()).toEqual(['age', 'age'])
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
