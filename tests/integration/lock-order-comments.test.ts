import { beforeAll, beforeEach, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { addComment } from '@/lib/community/comments/add-comment'
import { deleteComment, editComment, voteForComment } from '@/lib/community/comments/change-comment'
import { readComment } from '@/lib/community/comments/comment-text'
import { forgetReader } from '@/lib/community/forget-reader'
import { moderate } from '@/lib/community/moderation/moderate'
import { db } from '@/lib/database/client'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper, aReader } from '../support/factories'
import { begin, meetAt, waiting, withHolder } from '../support/meet-at'
import { aClock, setSettings } from '../support/settings'

useTestDatabase()

const now = new Date('2026-11-24T08:00:00Z')

beforeAll(() => setSettings({ VOTE_MATURITY_HOURS: '0' }, aClock(now.toISOString())))
beforeEach(() => db().$executeRaw`truncate readers, papers, deliveries, rate_limits cascade`)

const terms = { now, maturityHours: 0 }
const text = (source: string) => {
  const { text: read } = readComment(source)
  if (!read) throw new Error('that is no comment')
  return read
}

async function aPerson(name: string) {
  const reader = await aReader()
  await takeName(reader.id, name)
  return reader
}
async function say(
  by: { id: string; createdAt: Date },
  paperId: string,
  words: string,
  parentId: string | null = null,
) {
  const said = await addComment({ paperId, parentId, text: text(words) }, by, terms)
  return said.status === 'added' ? said.id : ''
}

/** Ada commented on the one of two papers. */
async function aThread() {
  const [ada, eve, mona] = [await aPerson('Ada'), await aPerson('Eve'), await aPerson('Mona')]
  const [paper, into] = [(await aPaper()).id, (await aPaper()).id]
  const comment = await say(ada, paper, 'Words')
  const merge = () => moderate({ act: 'merge', paper, into, reason: 'The same' }, mona.id, now)
  const hide = () => moderate({ act: 'hide', comment, reason: 'Spam' }, mona.id, now)
  return { ada, eve, mona, paper, into, comment, merge, hide }
}
const countsOf = async (paperId: string) => {
  const { comments, commenters } = await db().paperStanding.findUniqueOrThrow({ where: { paperId } })
  return [comments, commenters]
}

test.each(['edited', 'deleted', 'voted for', 'moved by a merge'] as const)(
  'a moderator hides a comment while it is %s, and nobody is stuck',
  async (what) => {
    const { ada, eve, paper, into, comment, hide, merge } = await aThread()
    const acts = {
      edited: () => editComment(comment, text('Others'), ada, terms),
      deleted: () => deleteComment(comment, ada.id, now),
      'voted for': () => voteForComment(comment, eve.id, true, now),
      'moved by a merge': merge,
    }
    await meetAt('comments where id::text', comment, [hide, acts[what]])
    expect(await countsOf(what === 'moved by a merge' ? into : paper)).toEqual([0, 0])
  },
)

test.each(['edited', 'voted for'] as const)(
  'a moderator hides a comment while it is just %s: one after the other',
  async (what) => {
    const { ada, eve, paper, comment, hide } = await aThread()
    const act = {
      edited: () => editComment(comment, text('Others'), ada, terms),
      'voted for': () => voteForComment(comment, eve.id, true, now),
    }[what]
    await meetAt('paper_standings where paper_id', paper, [act, hide])
    expect(await countsOf(paper)).toEqual([0, 0])
  },
)

test.each(['paper_standings where paper_id', 'comments where id::text', 'readers where id'] as const)(
  'a comment is edited and moved by a merge, whichever comes first (%s)',
  async (row) => {
    const { ada, paper, into, comment, merge } = await aThread()
    const edit = (words: string) => () => editComment(comment, text(words), ada, terms)
    const id = {
      'paper_standings where paper_id': paper,
      'comments where id::text': comment,
      'readers where id': ada.id,
    }[row]
    await meetAt(row, id, [edit('Others'), merge])
    await moderate({ act: 'unmerge', paper, into, reason: 'Not' }, ada.id, now)
    await meetAt(row, id, [merge, edit('More @Eve')])
    expect(await db().comment.findMany({ select: { paperId: true, source: true } })).toEqual([
      { paperId: into, source: 'More @Eve' },
    ])
  },
)

test.each(['votes for it', 'leaves, with a vote for it'] as const)(
  'somebody %s while a comment moves by a merge, and another is already there where it comes to',
  async (what) => {
    const { eve, into, comment, merge } = await aThread()
    if (what !== 'votes for it') await voteForComment(comment, eve.id, true, now)
    await withHolder(async (hold, letGo) => {
      await hold('paper_standings where paper_id', into)
      const merging = await begin(merge)
      const act = await begin(() =>
        what === 'votes for it' ? voteForComment(comment, eve.id, true, now) : forgetReader(eve.email),
      )
      // Whoever acts on the comment when it came there, in the order of all who do: the standing, then the comment.
      await withHolder(async (holdNext, letGoNext) => {
        const next = await begin(() => holdNext('paper_standings where paper_id', into))
        await letGo()
        await Promise.all([merging.done, next.done])
        await eventually(async () => (await waiting()) === 1)
        await holdNext('comments where id::text', comment)
        await letGoNext()
      })
      await act.done
    })
    expect(await db().comment.findMany({ select: { paperId: true, votes: true } })).toEqual([
      { paperId: into, votes: what === 'votes for it' ? 1 : 0 },
    ])
  },
)

test.each(['answered', 'called by name'] as const)(
  'whoever is just %s deletes the account, and nobody is stuck',
  async (what) => {
    const { ada, eve, paper, comment } = await aThread()
    const answer = () =>
      say(eve, paper, what === 'answered' ? 'So do I' : 'So does @Ada', what === 'answered' ? comment : null)
    await meetAt('paper_standings where paper_id', paper, [answer, () => forgetReader(ada.email)])
    expect(await countsOf(paper)).toEqual([1, 1])
  },
)

test('a comment is deleted with its mails while whom one of them goes to deletes the account', async () => {
  const { ada, eve, paper } = await aThread()
  await say(eve, paper, 'I, too')
  const id = await say(ada, paper, 'Hello @Eve')
  const { id: mail } = await db().delivery.findFirstOrThrow({ where: { kind: 'comment' } })
  await meetAt('deliveries where id::text', mail, [() => forgetReader(eve.email), () => deleteComment(id, ada.id, now)])
  expect([await db().delivery.count(), await countsOf(paper)]).toEqual([0, [1, 1]])
})
