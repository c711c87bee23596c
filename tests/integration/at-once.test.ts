import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { forgetReader } from '@/lib/community/forget-reader'
import { db, pool } from '@/lib/database/client'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, type Visit, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
/** Ada's is what all of them act on. */
const NAMES = ['Ada-L', 'Bob', 'Cleo', 'Dora', 'Emil'] as const
const OTHERS = [1, 2, 3, 4]
const people: { visitor: Visitor; id: string; email: string }[] = []
let paper: string

const idOf = (nth: number): string => people[nth]?.id ?? ''
const post = (nth: number, path: string, fields: Record<string, string> = {}): Promise<Visit> =>
  (people[nth]?.visitor ?? new Visitor()).post(path, fields)
const times = <T>(count: number, make: (nth: number) => T): T[] => Array.from({ length: count }, (_, nth) => make(nth))

async function comeIn(name: string): Promise<void> {
  const email = `${name.toLowerCase()}@example.org`
  const visitor = await signInAs(email)
  const { id } = await db().reader.findUniqueOrThrow({ where: { email } })
  await takeName(id, name)
  people.push({ visitor, id, email })
}

beforeAll(() => setSettings({ VOTE_MATURITY_HOURS: '0' }, clock))

beforeEach(async () => {
  await db().$executeRaw`truncate readers, papers, groups, sign_in_requests, deliveries, rate_limits cascade`
  people.length = 0
  for (const name of NAMES) await comeIn(name)
  paper = (await aPaper()).id
})

type Act = () => Promise<Visit>

/** Sessions that wait for another. */
async function waiting(): Promise<number> {
  const [row] = await db().$queryRaw<[{ sessions: number }]>`
    select count(*)::int as sessions from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return row.sessions
}

/** All at once, in an order of the round's own. @returns what was answered, which is never a fault of ours */
async function atOnce(acts: Act[], round: number): Promise<number[]> {
  const inTurn = acts.map((act, place) => ({ act, turn: ((place + 1) * (2 * round + 7)) % 31 }))
  inTurn.sort((one, other) => one.turn - other.turn)
  const answers = await Promise.all(inTurn.map(async ({ act }) => (await act()).status))
  expect(answers.filter((status) => ![200, 303, 404, 409, 422].includes(status))).toEqual([])
  return answers
}

describe('on one comment', () => {
  test.each([1, 2, 3])(
    'votes, answers, reports, edits and deletions lose no row, and counts are those of the rows (%i)',
    async (round) => {
      const { to } = await post(0, `/papers/${paper}/comments`, { text: 'words' })
      const id = /#c-([0-9a-f-]{36})$/.exec(to ?? '')?.[1] ?? ''
      const act = (nth: number, name: string, fields = {}) =>
        post(nth, `/papers/${paper}/comments/${id}/${name}`, fields)
      const edits = times(6, (nth) => () => act(0, 'edit', { text: `words ${nth}` }))
      const acts: Act[] = OTHERS.flatMap((nth) => [
        ...['vote', 'vote', 'unvote', 'vote'].map((name) => () => act(nth, name)),
        () => act(nth, 'report', { reason: 'spam' }),
        () => post(nth, `/papers/${paper}/comments`, { text: 'so do I', parent: id }),
      ])
      const read = () =>
        db().comment.findUniqueOrThrow({ where: { id }, include: { edits: true, voters: true, reports: true } })

      expect((await atOnce([...edits, ...acts], round)).filter((status) => status >= 400)).toEqual([])
      const said = await read()
      expect([said.votes, said.edits.length, said.reports.length]).toEqual([said.voters.length, 6, OTHERS.length])
      expect(new Set([said.source, ...said.edits.map(({ source }) => source)]).size).toBe(7)

      await atOnce([...times(3, () => () => act(0, 'delete')), ...edits, ...acts], round + 1)
      const left = await read()
      expect([left.source, left.html, left.edits, left.votes]).toEqual(['', '', [], left.voters.length])
      const standing = await db().paperStanding.findUniqueOrThrow({ where: { paperId: paper } })
      const rows = await db().comment.findMany({ where: { paperId: paper, deletedAt: null } })
      expect([standing.comments, standing.commenters]).toEqual([
        rows.length,
        new Set(rows.map(({ readerId }) => readerId)).size,
      ])
    },
  )
})

describe('on one list', () => {
  const aList = () =>
    db().list.create({ data: { readerId: idOf(0), name: 'Seminar', visibility: 'shared', createdAt: clock.now() } })

  test.each([1, 2, 3])(
    'additions, changes, reports, follows and deletions lose no row, and leave none without its list (%i)',
    async (round) => {
      const { id: listId, key } = await aList()
      const papers = await Promise.all(times(5, () => aPaper()))
      const acts: Act[] = [
        ...papers.map(
          ({ id }) =>
            () =>
              post(0, '/listing', { paper: id, list: key, note: 'A note', act: 'add' }),
        ),
        ...times(3, (nth) => () => post(0, `/lists/${key}`, { act: 'change', name: `N${nth}`, visibility: 'public' })),
        ...OTHERS.flatMap((nth) => [
          ...times(2, () => () => post(nth, '/follows', { act: 'follow', what: `/lists/${key}` })),
          () => post(nth, `/lists/${key}/report`, { reason: 'spam' }),
        ]),
      ]
      await atOnce(acts, round)
      expect(await db().listEntry.count({ where: { listId } })).toBe(papers.length)
      expect(await db().follow.count({ where: { listId } })).toBe(OTHERS.length)
      expect(await db().listReport.count({ where: { listId } })).toBe(OTHERS.length)
      expect((await db().list.findFirstOrThrow()).name).toMatch(/^N\d$/)

      const deleting = times(2, () => () => post(0, `/lists/${key}`, { act: 'delete', sure: 'yes' }))
      await atOnce([...deleting, ...acts], round + 1)
      expect([await db().list.count(), await db().listEntry.count(), await db().listReport.count()]).toEqual([0, 0, 0])
      expect(await db().follow.count({ where: { listId: { not: null } } })).toBe(0)
    },
  )

  test.each([
    ['follows', (key: string) => post(1, '/follows', { act: 'follow', what: `/lists/${key}` })],
    ['reports', (key: string) => post(1, `/lists/${key}/report`, { reason: 'spam' })],
    ['puts a paper on', (key: string) => post(0, '/listing', { paper, list: key, act: 'add' })],
  ])('whoever %s it in the very moment in which it goes is told that it is gone', async (_, act) => {
    const { id, key } = await aList()
    const deleting = await pool().connect()
    try {
      await deleting.query('begin')
      await deleting.query('delete from lists where id = $1', [id])
      const answer = act(key)
      await eventually(async () => (await waiting()) > 0)
      await deleting.query('commit')
      expect((await answer).status).toBe(404)
    } finally {
      deleting.release()
    }
  })
})

describe('in one group', () => {
  /** Kept by Ada and Bob; all are members. */
  async function aGroup(): Promise<string> {
    await post(0, '/groups', { name: 'Lab-7', agree: 'yes' })
    const { invite } = await db().group.findFirstOrThrow()
    for (const nth of OTHERS) await post(nth, `/join/${invite}`, { agree: 'yes' })
    await db().groupMember.updateMany({ where: { readerId: idOf(1) }, data: { keeps: true } })
    return invite
  }
  const leave = (nth: number, by = nth) => post(by, '/groups/Lab-7', { act: 'leave', member: idOf(nth) })

  test.each([1, 2, 3, 4])(
    'however members come, go, are taken out and call it, somebody keeps it, and without any it is gone (%i)',
    async (round) => {
      const invite = await aGroup()
      const acts = [
        ...[0, 1, 2].map((nth) => () => leave(nth)),
        ...[2, 3].map((nth) => () => post(nth, `/join/${invite}`, { agree: 'yes' })),
        () => leave(3, 0),
        () => post(1, '/groups/Lab-7', { act: 'renew' }),
        () => post(1, '/groups/Lab-7', { act: 'rename', name: 'LAB7' }),
      ]
      await atOnce(acts, round)
      expect(await db().group.count({ where: { members: { none: { keeps: true } } } })).toBe(0)
      await atOnce(
        NAMES.map((_, nth) => () => leave(nth)),
        round,
      )
      expect([await db().groupMember.count(), await db().group.count()]).toEqual([0, 0])
    },
  )

  test.each([
    ['is renamed', () => post(0, '/groups/Lab-7', { act: 'rename', name: 'Theory' })],
    ['takes them out', () => leave(1, 0)],
  ])(
    'a member who deletes the account in the very moment in which it %s is gone, and nobody is stuck',
    async (_, act) => {
      await aGroup()
      const { id: readerId, email } = people[1] ?? { id: '', email: '' }
      const asked = { rhythm: 'daily', hour: 8, zone: 'UTC', state: 'active', createdAt: clock.now() } as const
      await db().subscription.create({ data: { ...asked, readerId, view: '/groups/Lab-7' } })
      const done: Promise<unknown>[] = []
      await db().$transaction(async (tx) => {
        await tx.$queryRaw`select 1 as held from sessions where reader_id = ${readerId} for update`
        done.push(forgetReader(email))
        await eventually(async () => (await waiting()) === 1)
        done.push(act())
        await eventually(async () => (await waiting()) === 2)
      })
      const [, answer] = await Promise.all(done)
      expect(answer).toMatchObject({ status: 303 })
      expect(await db().groupMember.count()).toBe(4)
    },
  )

  test('however many members delete their accounts, somebody keeps it, and without any it is gone', async () => {
    await aGroup()
    await Promise.all(people.slice(0, 3).map(({ email }) => forgetReader(email)))
    expect(await db().groupMember.count({ where: { keeps: true } })).toBe(1)
    await Promise.all(people.slice(3).map(({ email }) => forgetReader(email)))
    expect([await db().groupMember.count(), await db().group.count()]).toEqual([0, 0])
  })
})
