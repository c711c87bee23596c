import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { enqueueMail } from '../outbox/enqueue'
import { absolute, paths } from '../paths'
import { type Seal, seal, unseal } from '../sealed'
import { UUID_OCTETS, uuidOctets, uuidOf } from '../uuid'

const LIFE_DAYS = 14
const DAY_MS = 24 * 3_600_000

/** Good for this row as it was then: invited again, older links are over. */
const SEAL: Seal = { purpose: 'invitation', claimOctets: UUID_OCTETS, macOctets: 32 }

/** An invitation as admins see it. */
export interface ListedInvitation {
  id: string
  email: string
  invitedAt: Date
  acceptedAt: Date | null
}

/**
 * Invites an address and mails it a link; an address that is invited and did not come yet gets a new one.
 * @returns whether anything changed: who is in already is not written to
 */
export async function invite(tx: Prisma.TransactionClient, email: string, by: string, now: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into invitations (email, invited_by, invited_at) values (${email}, ${by}, ${now}::timestamptz)
    on conflict (email) do update set invited_by = excluded.invited_by, invited_at = excluded.invited_at
      where invitations.accepted_at is null
    returning id`
  if (!row) return false
  const token = seal(SEAL, uuidOctets(row.id), now.toISOString())
  const content = { url: absolute(paths.invitation(token)), days: LIFE_DAYS }
  await enqueueMail(tx, { kind: 'invitation', recipient: email, content }, now)
  return true
}

/** Takes an address out: it belongs to the site no more, and its sessions and its key of feeds are over. */
export async function uninvite(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const [gone] = await tx.$queryRaw<{ email: string }[]>`delete from invitations where id = ${id}::uuid returning email`
  if (!gone) return false
  const reader = { reader: { email: gone.email } }
  await tx.session.deleteMany({ where: reader })
  await tx.feedKey.deleteMany({ where: reader })
  return true
}

/** The address that a link invites; null when it was not made here, is over, or did its work. Changes nothing. */
export async function invitedBy(token: string, now: Date): Promise<string | null> {
  const id = claimedId(token)
  const row = id ? await db().invitation.findUnique({ where: { id } }) : null
  if (!row || row.acceptedAt || row.invitedAt.getTime() + LIFE_DAYS * DAY_MS <= now.getTime()) return null
  return unseal(SEAL, token, row.invitedAt.toISOString()) ? row.email : null
}

/** The newest invitations first. */
export const listInvitations = (limit: number): Promise<ListedInvitation[]> =>
  db().invitation.findMany({
    select: { id: true, email: true, invitedAt: true, acceptedAt: true },
    orderBy: [{ invitedAt: 'desc' }, { id: 'asc' }],
    take: limit,
  })

/** Which row a token speaks of, before it is known whether it may. */
function claimedId(token: string): string | null {
  const octets = Buffer.from(token.slice(0, 100), 'base64url')
  return octets.length === UUID_OCTETS + SEAL.macOctets ? uuidOf(octets.subarray(0, UUID_OCTETS)) : null
}
