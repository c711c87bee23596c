import type { SignedInReader } from '../accounts/session'
import { db } from '../database/client'
import type { Person } from './permissions'

const VISITOR: Person = { roles: new Set(['visitor']), ban: null }

/** What somebody is on this site; null stands for whoever is not signed in. */
export async function findPerson(reader: SignedInReader | null): Promise<Person> {
  if (!reader) return VISITOR
  const found = await db().reader.findUnique({
    where: { id: reader.id },
    select: { roles: { select: { role: true } }, ban: { select: { reason: true } } },
  })
  const named = found?.roles.map(({ role }) => role) ?? []
  return {
    roles: new Set(['reader', ...named, ...(reader.isAdmin ? (['admin'] as const) : [])]),
    ban: found?.ban?.reason ?? null,
  }
}
