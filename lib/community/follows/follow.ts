import { z } from 'zod'
import type { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import { allowAct } from '../../reading/acts'
import { parseListAddress } from '../../subscriptions/list-address'
import { followedAddress } from '../../views/following'
import { mayRead } from '../../views/may-read'
import { findProfile } from '../../views/people'
import { findList } from '../../views/reader-lists'
import type { View } from '../../views/view'

/** What one reader can follow; each author is asked for apart. */
export const MOST_FOLLOWS = 200
const MOST_AUTHORS = 50

/** The view at an address, when it is one that can be followed. */
export const Followed = z.string('It takes the address of what is to be followed.').transform((address, context) => {
  const view = parseListAddress(address)?.view
  if (view && ['person', 'list', 'author', 'category'].includes(view.kind)) return view
  context.addIssue({ code: 'custom', message: 'People, lists, authors and categories can be followed.' })
  return z.NEVER
})

export type FollowOutcome =
  | { status: 'done' | 'not-found' | 'yourself' }
  | { status: 'refused'; why: string }
  | { status: 'busy'; retryAfterSeconds: number }

/** Follows it from now on; followed already, nothing changes. Whom they follow is told to nobody. */
export async function follow(view: View, readerId: string, now: Date): Promise<FollowOutcome> {
  const allowance = await allowAct(readerId)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }
  const target = await followTarget(view, readerId)
  if (!target) return { status: 'not-found' }
  if (target.personId === readerId) return { status: 'yourself' }
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`follows ${readerId}`}, 0))::text`
    if (!(await isStillThere(tx, target))) return { status: 'not-found' }
    const authors = { readerId, view: { startsWith: '/authors/' } }
    if ((await tx.follow.count({ where: { readerId } })) >= MOST_FOLLOWS) return full(MOST_FOLLOWS, 'things')
    if (view.kind === 'author' && (await tx.follow.count({ where: authors })) >= MOST_AUTHORS)
      return full(MOST_AUTHORS, 'authors')
    await tx.follow.createMany({ data: [{ readerId, ...target, followedAt: now }], skipDuplicates: true })
    return { status: 'done' }
  })
}

/** Whether it did not go meanwhile; then it stays until the transaction ends. */
async function isStillThere(tx: Prisma.TransactionClient, { personId, listId }: Target): Promise<boolean> {
  if (personId) return (await tx.$executeRaw`select from readers where id = ${personId} for key share`) > 0
  return !listId || (await tx.$executeRaw`select from lists where id = ${listId}::uuid for key share`) > 0
}

const full = (most: number, of: string): FollowOutcome => ({
  status: 'refused',
  why: `You follow ${most} ${of}, as many as one can. Let go of one first.`,
})

/** Lets go of it. Done twice, it changes nothing the second time. */
export async function unfollow(id: string, readerId: string): Promise<void> {
  await db().follow.deleteMany({ where: { id, readerId } })
}

type Target = { personId?: string; listId?: string; view?: string }

/** What is followed, by what it is, never by what it is called: a name and an address can become another's. Null: it is not there for them. */
export async function followTarget(view: View, readerId: string): Promise<Target | null> {
  if (view.kind === 'person') {
    const person = await findProfile(view.name)
    return person && { personId: person.id }
  }
  if (view.kind === 'list') {
    const list = (await mayRead(view, readerId)) ? await findList(view.key) : null
    return list && { listId: list.id }
  }
  const address = followedAddress(view)
  return address ? { view: address } : null
}
