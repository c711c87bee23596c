import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { db } from '@/lib/database/client'
import { adminWithApp } from '../support/admin'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { form, posted } from '../support/odd-forms'
import { aDrawing } from '../support/pictures'
import { aClock, setSettings } from '../support/settings'
import { signInAs, type Visit, Visitor } from '../support/visitor'

useTestDatabase()

/** Cases of each door; `DOOR_CASES=10000` is the whole (docs/benchmarks.md). */
const CASES = Number(process.env.DOOR_CASES ?? 30)
const TIME_MS = 60_000 + CASES * 100
const clock = aClock('2026-11-20T08:00:00Z')
const ROOT = 'root@example.org'
let ada = new Visitor()
let root = new Visitor()
let [adaId, eveId, paper, own, comment, evesComment, claim] = ['', '', '', '', '', '', '']
let drawing: Buffer
let asked = 0
/** Of each door, how often it answered what. */
const answered: Record<string, Record<number, number>> = {}

beforeAll(async () => {
  setSettings({ ADMIN_EMAILS: ROOT, VOTE_MATURITY_HOURS: '0' }, clock)
  root = (await adminWithApp(ROOT, clock)).visitor
  ada = await signInAs('ada@example.org')
  adaId = (await db().reader.findUniqueOrThrow({ where: { email: 'ada@example.org' } })).id
  eveId = (await aReader({ email: 'eve@example.org' })).id
  await takeName(adaId, 'Ada-L')
  await takeName(eveId, 'Eve')
  drawing = await aDrawing(240, 130)
}, TIME_MS)

beforeEach(async () => {
  await renew()
})

afterAll(() => {
  if (CASES >= 1_000) process.stdout.write(`${JSON.stringify(answered, null, 1)}\n`)
})

/** A paper, comments and a claim of their own: threads are full one day, and what was decided stays decided. */
async function renew(): Promise<void> {
  paper = (await aPaper({ authors: ['Ada Lovelace'] })).id
  own = (await aPaper({ authors: ['Ada Lovelace'] })).id
  const words = { paperId: paper, source: 'words', html: '<p>words</p>', createdAt: clock.now() }
  comment = (await db().comment.create({ data: { ...words, readerId: adaId } })).id
  evesComment = (await db().comment.create({ data: { ...words, readerId: eveId } })).id
  const claimed = { paperId: paper, author: 'Ada Lovelace', claimedAt: clock.now(), state: 'asked', proof: 'moderator' }
  claim = (await db().claim.create({ data: { ...claimed, readerId: eveId } })).id
  await db().claim.create({ data: { ...claimed, paperId: own, readerId: adaId, state: 'granted' } })
}

/** What stands where, and that it stands to what was answered: the counts are those of the rows, and each act of moderation has its row. */
async function expectWhole(): Promise<void> {
  const [wrong] = await db().$queryRaw<{ standings: bigint }[]>`
    select count(*) as standings from paper_standings s where s.votes <> (select count(*) from votes v where v.paper_id = s.paper_id)
      or s.comments <> (select count(*) from comments c where c.paper_id = s.paper_id and deleted_at is null and hidden_at is null)`
  expect(Number(wrong?.standings)).toBe(0)
  const [orphans] = await db().$queryRaw<{ rows: bigint }[]>`
    select (select count(*) from comments where hidden_at is not null and id not in (select comment_id from moderation_acts where act = 'hide' and comment_id is not null))
      + (select count(*) from bans where reader_id not in (select reader_id from moderation_acts where act = 'ban' and reader_id is not null)) as rows`
  expect(Number(orphans?.rows)).toBe(0)
}

interface Door {
  who: () => Visitor
  path: () => string
  right: () => Record<string, readonly string[]>
}

const DOORS: Record<string, Door> = {
  submit: {
    who: () => ada,
    path: () => '/submit',
    right: () => ({ paper: [paper, `https://arxiv.org/abs/${paper}v2`], note: ['Why not'] }),
  },
  pick: {
    who: () => root,
    path: () => '/pick',
    right: () => ({
      paper: [paper],
      act: ['pick', 'unpick'],
      day: ['2026-11-20', '2026-11-14', '2026-10-01'],
      why: ['It holds.'],
    }),
  },
  vote: {
    who: () => ada,
    path: () => `/papers/${paper}/${['vote', 'unvote', 'save', 'unsave', 'dismiss'][asked % 5]}`,
    right: () => ({ back: ['/'] }),
  },
  comment: {
    who: () => ada,
    path: () => `/papers/${paper}/comments`,
    right: () => ({
      text: ['**Words**', '$x^2$ and @Eve', '> quoted'],
      parent: [comment, evesComment],
      preview: ['yes'],
    }),
  },
  'what is done with a comment': {
    who: () => ada,
    path: () =>
      `/papers/${paper}/comments/${asked % 3 ? comment : evesComment}/${['edit', 'vote', 'unvote', 'edit', 'delete'][asked % 5]}`,
    right: () => ({ text: ['Other words', '`code`'] }),
  },
  report: {
    who: () => ada,
    path: () => `/papers/${paper}/comments/${evesComment}/report`,
    right: () => ({ reason: ['spam', 'abuse', 'other'], note: ['see there', ''] }),
  },
  name: {
    who: () => ada,
    path: () => '/settings/name',
    right: () => ({ name: ['Ada-L', 'Ada', 'Eve', 'E-v-e', 'AdaL0velace'] }),
  },
  claim: {
    who: () => ada,
    path: () => '/claims',
    right: () => ({
      act: ['claim', 'appeal', 'claim-by-orcid'],
      paper: [paper],
      author: ['Ada Lovelace', 'Mallory'],
      words: ['see my page', ''],
      id: [claim],
    }),
  },
  'what authors add': {
    who: () => ada,
    path: () => '/claims/additions',
    right: () => ({
      paper: [own],
      code: ['https://git.example.org/x', ''],
      project: ['https://x.example.org/'],
      note: ['A note'],
    }),
  },
  'decide a claim': {
    who: () => root,
    path: () => '/moderation/claims',
    right: () => ({ id: [claim], decision: ['grant', 'refuse'], reason: ['because'] }),
  },
  moderate: {
    who: () => root,
    path: () => '/moderation/acts',
    right: () => ({
      act: [
        'hide',
        'show',
        'dismiss',
        'reopen',
        'lock',
        'unlock',
        'ban',
        'unban',
        'ban-author',
        'add-rule',
        'drop-rule',
      ],
      comment: [evesComment],
      paper: [paper],
      reader: [eveId],
      kind: ['word', 'domain'],
      value: ['spam.example', 'free money'],
      reason: ['because'],
      back: ['/moderation', '//evil.example'],
    }),
  },
  merge: {
    who: () => root,
    path: () => '/moderation/acts',
    right: () => ({
      act: ['merge', 'unmerge'],
      paper: [paper, own],
      into: [own, `https://arxiv.org/abs/${paper}v2`, '2611.99999'],
      reason: ['because'],
      back: ['/moderation', '//evil.example'],
    }),
  },
}

/** A clear refusal or a right act: never a fault of ours, and nobody is led away. */
function expectClear(door: string, { status, to }: Visit): void {
  const tally = answered[door] ?? {}
  answered[door] = tally
  tally[status] = (tally[status] ?? 0) + 1
  expect([door, status >= 200 && status < 500]).toEqual([door, true])
  if (to !== null) expect(to).toMatch(/^\/(?!\/)/)
}

/** Every so often limits begin anew, so that they are met but do not stand before all else; and things are renewed. */
async function between(): Promise<void> {
  asked += 1
  if (asked % 25 === 0) await db().$executeRaw`delete from rate_limits`
  if (asked % 100 === 0) await renew()
}

test.each(Object.keys(DOORS))(
  '%s: whatever is posted, it is done or refused in so many words, and nothing is lost',
  async (name) => {
    const door = DOORS[name] as Door
    const typed = fc.nat().chain(() => form(door.right()))
    await fc.assert(
      fc.asyncProperty(typed, async (fields) => {
        await between()
        expectClear(name, await door.who().post(door.path(), posted(fields)))
      }),
      { numRuns: CASES, endOnFailure: true },
    )
    await expectWhole()
  },
  TIME_MS,
)

test(
  'picture: whatever is posted, it is kept or refused in so many words, and the log knows of each that was replaced or removed',
  async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(drawing, drawing.subarray(0, 300), Buffer.alloc(0)),
    )
    let changed = 0
    await fc.assert(
      fc.asyncProperty(
        form({ act: ['keep', 'remove'], alt: ['A curve'], why: ['because', ''] }),
        bytes,
        async (fields, file) => {
          await between()
          const posting = new FormData()
          for (const [field, value] of Object.entries(posted(fields))) posting.set(field, value)
          posting.set('file', new File([new Uint8Array(file)], 'x'))
          const before = await db().figure.findUnique({ where: { paperId: paper }, select: { at: true } })
          const visit = await root.post(`/figure?paper=${paper}`, posting)
          expectClear('picture', visit)
          if (before && visit.status === 303) changed += 1
        },
      ),
      { numRuns: CASES, endOnFailure: true },
    )
    expect(await db().moderationAct.count({ where: { act: { in: ['replace-picture', 'remove-picture'] } } })).toBe(
      changed,
    )
  },
  TIME_MS,
)
