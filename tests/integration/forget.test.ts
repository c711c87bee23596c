import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { addComment } from '@/lib/community/comments/add-comment'
import { editComment, voteForComment } from '@/lib/community/comments/change-comment'
import { type CommentText, readComment } from '@/lib/community/comments/comment-text'
import { reportComment } from '@/lib/community/comments/report'
import { forgetReader } from '@/lib/community/forget-reader'
import { db, pool } from '@/lib/database/client'
import { upvote } from '@/lib/papers/votes'
import { mark } from '@/lib/reading/marks'
import { moveVisit } from '@/lib/reading/visits'
import { lockStandings } from '@/lib/trending/rescore'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
const ADA = 'ada@example.org'

beforeEach(async () => {
  setSettings({}, clock)
  await db().$executeRaw`truncate readers, papers, sign_in_requests, issues, deliveries, rate_limits cascade`
})

const terms = () => ({ now: clock.now(), maturityHours: 0 })

const textOf = (words: string) => readComment(words).text as CommentText

async function addTo(paperId: string, reader: { id: string; createdAt: Date }, words: string, parentId: string | null) {
  const outcome = await addComment({ paperId, parentId, text: textOf(words) }, reader, terms())
  if (outcome.status !== 'added') throw new Error(outcome.status)
  return outcome.id
}

/** A subscription with a digest that was sent. */
async function aDigestFor({ id: readerId, email }: { id: string; email: string }, paperId: string) {
  const at = clock.now()
  const subscription = await db().subscription.create({
    data: { readerId, view: '/', rhythm: 'daily', hour: 8, zone: 'UTC', state: 'active', createdAt: at },
  })
  const mail = { kind: 'digest', recipient: email, content: {}, state: 'accepted' as const, settledAt: at }
  await db().delivery.create({
    data: { ...mail, subscriptionId: subscription.id, createdAt: at, dueAt: at, deadlineAt: at },
  })
  await db().sentPaper.create({ data: { readerId, paperId, version: 1, deliveryId: randomUUID(), sentAt: at } })
}

const standingOf = (paperId: string) =>
  db().paperStanding.findUnique({ where: { paperId }, select: { votes: true, countedVotes: true } })

/** Every row of the database in which this text stands, by table. */
async function tablesThatHold(text: string): Promise<string[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    select table_name::text as name from information_schema.tables
    where table_schema = 'public' and query_to_xml(format('select * from public.%I', table_name), true, false, '')::text like ${`%${text}%`}`
  return tables.map(({ name }) => name)
}

test('nothing of a reader is left, and their votes are not counted any more', async () => {
  const [both, hers] = [await aPaper(), await aPaper()]
  await signInAs(ADA)
  const ada = await db().reader.findUniqueOrThrow({ where: { email: ADA } })
  const bob = await aReader({ email: 'bob@example.org' })
  await upvote(both.id, ada, clock.now(), 0)
  await upvote(both.id, bob, clock.now(), 0)
  // Too young to count in the ranking.
  await upvote(hers.id, ada, clock.now(), 24)
  await mark('saved', both.id, ada.id, clock.now())
  await mark('dismissed', hers.id, ada.id, clock.now())
  await moveVisit(ada.id, '/papers/new', clock.now(), clock.now())
  await takeName(ada.id, 'Ada-L')
  await takeName(bob.id, 'Bob')
  const say = (reader: typeof bob, words: string, parentId: string | null = null) =>
    addTo(both.id, reader, words, parentId)
  const answered = await say(ada, 'Hers, which Bob answers')
  const answer = await say(bob, 'An answer, @Ada-L', answered)
  await say(ada, 'Hers, which nobody answers')
  await editComment(answered, textOf('Hers, edited'), ada, terms())
  await voteForComment(answer, ada.id, true, clock.now())
  await reportComment(answer, ada.id, { reason: 'other', note: 'from Ada' }, clock.now())
  const lists = await Promise.all(
    [ada, bob].map(({ id: readerId }) =>
      db().list.create({
        data: {
          ...{ readerId, name: `Hers or his ${readerId}`, visibility: 'public' as const, createdAt: clock.now() },
          entries: { create: { paperId: both.id, note: `Hers or his ${readerId}`, addedAt: clock.now() } },
        },
      }),
    ),
  )
  const report = { readerId: ada.id, reason: 'spam', at: clock.now() }
  await db().listReport.create({ data: { ...report, listId: lists[1]?.id ?? '' } })
  const followedAt = clock.now()
  await db().follow.createMany({
    data: [
      { readerId: ada.id, personId: bob.id, followedAt },
      { readerId: bob.id, personId: ada.id, followedAt },
      { readerId: bob.id, listId: lists[0]?.id ?? '', followedAt },
      { readerId: bob.id, view: '/categories/cs.LG', followedAt },
    ],
  })
  const group = await db().group.create({ data: { name: 'Lab', nameKey: 'lab', createdAt: clock.now() } })
  for (const { id: readerId } of [ada, bob])
    await db().groupMember.create({
      data: { groupId: group.id, readerId, joinedAt: clock.now(), keeps: readerId === ada.id },
    })
  // What was frozen of her views holds her notes.
  for (const view of [
    `/lists/${lists[0]?.key}`,
    `/lists/${lists[0]?.key}?min_votes=2`,
    `/following/${ada.followingKey}`,
  ])
    await db().issue.create({
      data: { view, rhythm: 'daily', slotAt: clock.now(), composedAt: clock.now(), content: { why: ada.id } },
    })
  for (const reader of [ada, bob]) await aDigestFor(reader, both.id)
  for (const email of [ADA, 'bob@example.org']) await new Visitor().post('/sign-in', { email })

  expect(await tablesThatHold(ADA)).toEqual(expect.arrayContaining(['readers', 'deliveries', 'sign_in_requests']))
  expect(await tablesThatHold(ada.id)).toEqual(
    expect.arrayContaining([
      'votes',
      'marks',
      'visits',
      'comments',
      'comment_votes',
      'comment_reports',
      'lists',
      'list_entries',
      'list_reports',
      'follows',
      'group_members',
      'issues',
    ]),
  )
  expect(await forgetReader(ADA)).toEqual({
    wasKnown: true,
    votes: 2,
    comments: 2,
    marks: 2,
    subscriptions: 1,
    sessions: 1,
    mails: 3,
  })
  expect(await tablesThatHold('Hers, ')).toEqual([])
  const left = await db().comment.findMany({ orderBy: [{ depth: 'desc' }, { createdAt: 'asc' }] })
  expect(left.map(({ id, votes, readerId }) => [id, votes, readerId]).slice(0, 1)).toEqual([[answer, 0, bob.id]])
  expect(left.slice(1).map(({ readerId, source, html }) => [readerId, source, html])).toEqual([
    [null, '', ''],
    [null, '', ''],
  ])
  expect(await db().paperStanding.findUnique({ where: { paperId: both.id } })).toMatchObject({
    comments: 1,
    commenters: 1,
  })
  expect(await tablesThatHold(ADA)).toEqual([])
  expect(await tablesThatHold(ada.id)).toEqual([])
  expect(await tablesThatHold(ada.followingKey)).toEqual([])
  expect(await db().follow.findMany({ select: { view: true } })).toEqual([{ view: '/categories/cs.LG' }])
  expect(await db().groupMember.findMany({ select: { readerId: true, keeps: true } })).toEqual([
    { readerId: bob.id, keeps: true },
  ])
  expect(await standingOf(both.id)).toEqual({ votes: 1, countedVotes: 1 })
  expect(await standingOf(hers.id)).toEqual({ votes: 0, countedVotes: 0 })
  expect(await db().delivery.count({ where: { recipient: 'bob@example.org' } })).toBe(2)
  expect(await db().signInRequest.count()).toBe(1)
})

test('an address that only asked for a code is forgotten as well, and one that is not here is no trouble', async () => {
  await new Visitor().post('/sign-in', { email: ADA })
  const nothing = { votes: 0, comments: 0, marks: 0, subscriptions: 0, sessions: 0 }
  expect(await forgetReader(ADA)).toEqual({ wasKnown: true, ...nothing, mails: 1 })
  expect(await tablesThatHold(ADA)).toEqual([])
  expect(await forgetReader(ADA)).toEqual({ wasKnown: false, ...nothing, mails: 0 })
})

test('votes that are given meanwhile are counted or gone, never both', async () => {
  const papers = await Promise.all(Array.from({ length: 20 }, () => aPaper()))
  const ada = await aReader({ email: ADA })
  const votes = papers.map(({ id }) => upvote(id, ada, clock.now(), 0).catch(() => null))
  await Promise.all([...votes, forgetReader(ADA)])
  const { _sum } = await db().paperStanding.aggregate({ _sum: { votes: true } })
  expect(_sum.votes).toBe(0)
  expect(await db().vote.count()).toBe(0)
})

test('whoever counts several of the papers meanwhile is waited for, and nobody waits in a circle', async () => {
  const [first, second] = [await aPaper(), await aPaper()]
  await signInAs(ADA)
  const ada = await db().reader.findUniqueOrThrow({ where: { email: ADA } })
  await takeName(ada.id, 'Ada-L')
  await upvote(second.id, ada, clock.now(), 0)
  await addTo(first.id, ada, 'Said here.', null)
  const forgetting = await db().$transaction(async (tx) => {
    await lockStandings(tx, [first.id])
    const running = forgetReader(ADA)
    await eventually(async () => (await pool().query(WAITING)).rowCount)
    await lockStandings(tx, [second.id])
    return { running }
  })
  expect(await forgetting.running).toMatchObject({ wasKnown: true, votes: 1, comments: 1 })
})

const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
