import { beforeAll, beforeEach } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { db } from '@/lib/database/client'
import { useTestDatabase } from './database'
import { aPaper } from './factories'
import { aClock, setSettings } from './settings'
import { signInAs, type Visit, Visitor } from './visitor'

export const clock = aClock('2026-11-20T08:00:00Z')
export let ada: Visitor
export let bob: Visitor
export let paper: string

/** Gives a test file a database of its own with Ada and Bob, who have names, and before each test a paper without comments. */
export function useCommenting(): void {
  useTestDatabase()

  beforeAll(async () => {
    setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
    ada = await signInAs('ada@example.org')
    bob = await signInAs('bob@example.org')
    await takeName(await idOf('ada@example.org'), 'Ada')
    await takeName(await idOf('bob@example.org'), 'Bob')
  })

  beforeEach(async () => {
    setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
    await db().$executeRaw`truncate papers, deliveries, rate_limits cascade`
    await db().reader.updateMany({ data: { commentMails: true } })
    paper = (await aPaper({ title: 'On $x^2$ graphs' })).id
  })
}

export const idOf = async (email: string) => (await db().reader.findUniqueOrThrow({ where: { email } })).id

/** Says something on the paper, or answers a comment. */
export const say = (visitor: Visitor, text: string, parent?: string) =>
  visitor.post(`/papers/${paper}/comments`, { text, ...(parent && { parent }) })
/** The comment that a visit made. */
export const said = ({ to }: Visit) => /#c-([0-9a-f-]{36})$/.exec(to ?? '')?.[1] ?? ''
/** Where a comment is, and what is done to it. */
export const of = (id: string, act = '') => `/papers/${paper}/comments/${id}${act && `/${act}`}`
export const threadOf = async (visitor = new Visitor()) => (await visitor.get(`/papers/${paper}/comments`)).html
