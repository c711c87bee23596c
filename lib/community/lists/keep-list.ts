import type { Prisma } from '@/generated/prisma/client'
import { findName } from '../../accounts/public-name'
import { db } from '../../database/client'
import { paths } from '../../paths'
import { allowAct } from '../../reading/acts'
import { endDigestsOf, moveDigestsOf } from '../../subscriptions/end-digests-of'
import { findBroken } from '../moderation/stands'
import { type ListForm, MOST_LISTS } from './list-form'

export type ListOutcome =
  | { status: 'done'; key: string }
  | { status: 'not-found' }
  | { status: 'refused'; field: 'name' | 'description' | 'visibility'; why: string }
  | { status: 'busy'; retryAfterSeconds: number }

/** Makes a list. One of the same name is the same list: asked twice, or at once, there is one. */
export async function makeList(readerId: string, form: ListForm, now: Date): Promise<ListOutcome> {
  const hindered = await hindranceOf(readerId, form)
  if (hindered) return hindered
  return db().$transaction(async (tx) => {
    await lockReader(tx, readerId)
    const { name } = form
    const same = await tx.list.findUnique({ where: { readerId_name: { readerId, name } }, select: { key: true } })
    if (same) return { status: 'done', key: same.key }
    if ((await tx.list.count({ where: { readerId } })) >= MOST_LISTS)
      return { status: 'refused', field: 'name', why: `You have ${MOST_LISTS} lists, as many as one can have.` }
    const { key } = await tx.list.create({ data: { readerId, ...form, createdAt: now } })
    return { status: 'done', key }
  })
}

/**
 * Changes what a list is. Its address stays, whatever it is called, until it is made private: then it gets another, and digests of others end.
 */
export async function changeList(key: string, readerId: string, form: ListForm, now: Date): Promise<ListOutcome> {
  const notes = await db().listEntry.findMany({ where: { list: { key, readerId }, note: { not: null } } })
  const hindered = await hindranceOf(
    readerId,
    form,
    notes.map(({ note }) => note),
  )
  if (hindered) return hindered
  return db().$transaction(async (tx) => {
    await lockReader(tx, readerId)
    const list = await tx.list.findUnique({ where: { key, readerId }, select: { id: true, visibility: true } })
    if (!list) return { status: 'not-found' }
    const { name } = form
    const same = await tx.list.findUnique({ where: { readerId_name: { readerId, name } }, select: { id: true } })
    if (same && same.id !== list.id) return { status: 'refused', field: 'name', why: 'Another list of yours has it.' }
    const closes = list.visibility !== 'private' && form.visibility === 'private'
    const changed = await tx.list.update({
      where: { id: list.id },
      data: { ...form, ...(closes && { key: crypto.randomUUID() }) },
      select: { key: true },
    })
    if (closes) {
      await endDigestsOf(tx, paths.list(key), now, { but: readerId })
      await moveDigestsOf(tx, readerId, paths.list(key), paths.list(changed.key))
    }
    return { status: 'done', key: changed.key }
  })
}

/** Deletes a list with its notes; its digests end. @returns whether it was there, and theirs */
export async function deleteList(key: string, readerId: string, now: Date): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const found =
      await tx.$executeRaw`select from lists where key = ${key}::uuid and reader_id = ${readerId} for update`
    if (found === 0) return false
    // First, since the issues go with the list.
    await endDigestsOf(tx, paths.list(key), now, null)
    await tx.list.deleteMany({ where: { key, readerId } })
    return true
  })
}

/** Why this cannot be done; null: nothing hinders it. @param notes that stand on the list */
async function hindranceOf(
  readerId: string,
  form: ListForm,
  notes: (string | null)[] = [],
): Promise<ListOutcome | null> {
  const allowance = await allowAct(readerId)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }
  if (form.visibility === 'private') return null
  if (form.visibility === 'public' && (await findName(readerId)) === null)
    return {
      status: 'refused',
      field: 'visibility',
      why: 'A public list stands beside your name: take one at Settings.',
    }
  const broken = await findBrokenIn([form.name, form.description, ...notes].join('\n'))
  return broken ? { status: 'refused', field: 'description', why: broken } : null
}

const HOST = /\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b/g

/** What the first rule that a plain text breaks says to whoever typed it; null: it breaks none. */
export const findBrokenIn = (text: string): Promise<string | null> =>
  findBroken({ source: text, hosts: text.toLowerCase().match(HOST) ?? [] })

/** One change of a reader's lists at a time: so names and numbers hold. */
async function lockReader(tx: Prisma.TransactionClient, readerId: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`lists ${readerId}`}, 0))::text`
}
