import { beforeAll, beforeEach, expect } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { moderate } from '@/lib/community/moderation/moderate'
import { db } from '@/lib/database/client'
import { upvote } from '@/lib/papers/votes'
import { recount } from '@/lib/trending/recount'
import { parseView } from '@/lib/views/address'
import { useTestDatabase } from './database'
import { eventually } from './eventually'
import { aPaper, aReader } from './factories'
import { aClock, setSettings } from './settings'
import { signInAs, Visitor } from './visitor'

export const clock = aClock('2026-11-20T08:00:00Z')
/** Mona is the moderator. */
export let [eve, moderator] = [new Visitor(), new Visitor()]
/** Of each test, two papers that are not merged. */
export let [monaId, paper, into] = ['', '', '']

/** Gives a test file a database of its own with Eve, Mona and, before each test, two papers. */
export function useMerging(): void {
  useTestDatabase()

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
}

/** What a moderator does, by the function. */
export const act = (name: 'merge' | 'unmerge', one = paper, other = into) =>
  moderate({ act: name, paper: one, into: other, reason: 'The same proof' }, monaId, clock.now())
/** The same by the form. */
export const post = (name: string, fields: Record<string, string> = {}) =>
  moderator.post('/moderation/acts', { act: name, paper, into, reason: 'The same proof', back: '/', ...fields })
/** @returns who votes, a new reader when none is given */
export const vote = async (paperId: string, reader?: Awaited<ReturnType<typeof aReader>>) => {
  const by = reader ?? (await aReader())
  await upvote(paperId, by, clock.now(), 0)
  return by
}
/** Of both papers. */
export const standings = async () => {
  const rows = await db().paperStanding.findMany({ where: { paperId: { in: [paper, into] } } })
  return [paper, into].map((id) => {
    const { votes, countedVotes, comments, commenters } = rows.find(({ paperId }) => paperId === id) ?? {}
    return { votes, countedVotes, comments, commenters }
  })
}
export const votesOf = async () => (await standings()).map(({ votes }) => votes)
export const voteRows = () => db().vote.findMany({ orderBy: [{ paperId: 'asc' }, { readerId: 'asc' }] })
/** The list at an address. */
export const viewAt = (path: string) => {
  const { pathname, searchParams } = new URL(path, 'http://here.invalid')
  return parseView(pathname, searchParams) ?? { kind: 'newest' as const }
}

/** What is counted is what is there, and scores are their terms. */
export const expectExact = async () => expect(await recount({ clock })).toMatchObject({ corrected: 0, finished: true })

/** Begins acts while the paper's standing is held, the next when all before it wait, and lets it go. @returns what they answer */
export async function oneByOne<T>(...acts: (() => Promise<T>)[]): Promise<T[]> {
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
