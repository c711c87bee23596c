import type { NamedRole, Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { heldReader, holdReader } from '../papers/hold-reader'

export type { NamedRole }

/** Somebody with a role, as admins see them. */
export interface NamedPerson {
  readerId: string
  email: string
  /** What they are called in public; null: they chose no name. */
  name: string | null
  roles: { role: NamedRole; namedAt: Date; reason: string }[]
}

const shown = {
  id: true,
  email: true,
  name: true,
  roles: { select: { role: true, namedAt: true, reason: true }, orderBy: { role: 'asc' } },
} as const satisfies Prisma.ReaderSelect

type Row = Prisma.ReaderGetPayload<{ select: typeof shown }>

/** Every curator and moderator, by address. */
export async function listNamed(limit: number): Promise<NamedPerson[]> {
  const rows = await db().reader.findMany({
    where: { roles: { some: {} } },
    select: shown,
    orderBy: { email: 'asc' },
    take: limit,
  })
  return rows.map(namedPerson)
}

/** Whoever has this address, with their roles; null: nobody signed in with it yet. */
export async function findByEmail(email: string): Promise<NamedPerson | null> {
  const row = await db().reader.findUnique({ where: { email }, select: shown })
  return row && namedPerson(row)
}

/** Gives a role. @returns whether that changed anything: not, when they have it, or are gone */
export async function nameRole(
  tx: Prisma.TransactionClient,
  { readerId, role, by, reason }: { readerId: string; role: NamedRole; by: string; reason: string },
  now: Date,
): Promise<boolean> {
  const made = await tx.$executeRaw`
    with ${heldReader(readerId)}
    insert into reader_roles (reader_id, role, named_by, named_at, reason)
    select id, ${role}::named_role, ${by}, ${now}::timestamptz, ${reason} from held
    on conflict do nothing`
  return made > 0
}

/** Takes a role back. @returns whether they had it */
export async function takeRole(tx: Prisma.TransactionClient, readerId: string, role: NamedRole): Promise<boolean> {
  await holdReader(tx, readerId)
  const { count } = await tx.readerRole.deleteMany({ where: { readerId, role } })
  return count > 0
}

const namedPerson = ({ id, ...row }: Row): NamedPerson => ({ readerId: id, ...row })
