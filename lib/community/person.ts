import type { SignedInReader } from '../accounts/session'
import { db } from '../database/client'
import type { Person } from './permissions'

const VISITOR: Person = { roles: new Set(['visitor']) }

/** What somebody is on this site; null stands for whoever is not signed in. */
export async function findPerson(reader: SignedInReader | null): Promise<Person> {
  if (!reader) return VISITOR
  const named = await db().readerRole.findMany({ where: { readerId: reader.id }, select: { role: true } })
  return {
    roles: new Set(['reader', ...named.map(({ role }) => role), ...(reader.isAdmin ? (['admin'] as const) : [])]),
  }
}
