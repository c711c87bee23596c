import type { Prisma } from '@/generated/prisma/client'
import { isTaken, nameKey } from '../../accounts/public-name'
import { config } from '../../config'
import { db } from '../../database/client'
import { allowAct } from '../../reading/acts'
import { endDigestsOfGroup } from '../../subscriptions/end-digests-of'

/** Groups of one reader, and members of one group. */
export const MOST_GROUPS = 20
const MOST_MEMBERS = 500

export type GroupOutcome =
  | { status: 'done'; name: string }
  | { status: 'not-found' }
  | { status: 'refused'; why: string }
  | { status: 'busy'; retryAfterSeconds: number }

const NAME_TAKEN = { status: 'refused', why: 'Another group has that name, or one that looks like it.' } as const

/** Makes a group, of which the reader is the first member and keeper. @param name as `PublicName` gives it */
export async function makeGroup(
  { name, showsName, isOpen }: { name: string; showsName: boolean; isOpen: boolean },
  readerId: string,
  now: Date,
): Promise<GroupOutcome> {
  return withRoom(readerId, async (tx) => {
    const made = await tx.group.createManyAndReturn({
      data: [{ name, nameKey: nameKey(name), isOpen: isOpen && canBeOpen(), createdAt: now }],
      skipDuplicates: true,
      select: { id: true },
    })
    const [group] = made
    if (!group) return NAME_TAKEN
    await tx.groupMember.create({ data: { groupId: group.id, readerId, showsName, keeps: true, joinedAt: now } })
    return { status: 'done', name }
  })
}

/** Only where the whole site is a house: else a group would be anybody's. */
export const canBeOpen = (): boolean => config().siteMode.kind !== 'public'

/** The group that a link invites to; null: the link is over. */
export const findInvited = (invite: string): Promise<{ id: string; name: string } | null> =>
  db().group.findUnique({ where: { invite }, select: { id: true, name: true } })

/** Joins, which is agreeing that one's votes are shown there from now on. A member already, only whether the name is shown changes. */
export async function joinGroup(
  invite: string,
  readerId: string,
  showsName: boolean,
  now: Date,
): Promise<GroupOutcome> {
  return withRoom(readerId, async (tx) => {
    const [group] = await tx.$queryRaw<{ id: string; name: string }[]>`
      select id, name from groups where invite = ${invite}::uuid for update`
    if (!group) return { status: 'not-found' }
    const others = await tx.groupMember.count({ where: { groupId: group.id, readerId: { not: readerId } } })
    if (others >= MOST_MEMBERS) return { status: 'refused', why: `A group has ${MOST_MEMBERS} members at most.` }
    await tx.groupMember.upsert({
      where: { groupId_readerId: { groupId: group.id, readerId } },
      create: { groupId: group.id, readerId, showsName, joinedAt: now },
      update: { showsName },
    })
    return { status: 'done', name: group.name }
  })
}

/** Leaves, or is taken out by a keeper; their digest of it ends. Done twice, it changes nothing the second time. */
export async function leaveGroup(name: string, readerId: string, by: string, now: Date): Promise<GroupOutcome> {
  return db().$transaction(async (tx) => {
    const group = await keptBy(tx, name, by, readerId !== by)
    if (!group) return { status: 'not-found' }
    // First, since the issues go with the last member.
    await endDigestsOfGroup(tx, group.name, readerId, now)
    await tx.groupMember.deleteMany({ where: { groupId: group.id, readerId } })
    return { status: 'done', name: group.name }
  })
}

/** Ends the link that invites, by another. */
export async function renewInvite(name: string, by: string): Promise<GroupOutcome> {
  return db().$transaction(async (tx) => {
    const group = await keptBy(tx, name, by, true)
    if (!group) return { status: 'not-found' }
    await tx.group.update({ where: { id: group.id }, data: { invite: crypto.randomUUID() } })
    return { status: 'done', name: group.name }
  })
}

/**
 * Gives a group another name, by one who keeps it; its members, its link and their digests stay (the trigger of migration new_names). Pages and
 * feeds go by the name. @param to as `PublicName` gives it
 */
export async function renameGroup(name: string, to: string, by: string): Promise<GroupOutcome> {
  const allowance = await allowAct(by)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }
  try {
    const count = await db().$executeRaw`
      update groups g set name = ${to}, name_key = ${nameKey(to)} from group_members m
      where g.name_key = ${nameKey(name)} and m.group_id = g.id and m.reader_id = ${by} and m.keeps`
    return count > 0 ? { status: 'done', name: to } : { status: 'not-found' }
  } catch (error) {
    if (isTaken(error)) return NAME_TAKEN
    throw error
  }
}

/** The group, when this reader is a member, or keeps it; locked first, so that its members change one at a time. */
async function keptBy(tx: Prisma.TransactionClient, name: string, readerId: string, keeps: boolean) {
  const key = nameKey(name)
  await tx.$executeRaw`select from groups where name_key = ${key} for update`
  return tx.group.findFirst({
    where: { nameKey: key, members: { some: { readerId, ...(keeps && { keeps }) } } },
    select: { id: true, name: true },
  })
}

/** Locks the groups of somebody who goes, so that nobody else leaves one meanwhile: somebody is to keep it on. */
export const lockGroupsOf = (tx: Prisma.TransactionClient, readerId: string) => tx.$executeRaw`
  select from groups where id in (select group_id from group_members where reader_id = ${readerId}) order by id for update`

async function withRoom(
  readerId: string,
  act: (tx: Prisma.TransactionClient) => Promise<GroupOutcome>,
): Promise<GroupOutcome> {
  const allowance = await allowAct(readerId)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`groups ${readerId}`}, 0))::text`
    if ((await tx.groupMember.count({ where: { readerId } })) >= MOST_GROUPS)
      return { status: 'refused', why: `You are in ${MOST_GROUPS} groups, as many as one can be in.` }
    return act(tx)
  })
}
