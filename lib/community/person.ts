import type { SignedInReader } from '../accounts/session'
import { db } from '../database/client'
import { isAuthorOf } from './claims/additions'
import type { Person } from './permissions'

const VISITOR: Person = { roles: new Set(['visitor']), ban: null }

/** What somebody is on this site, and to a paper where one is named; null stands for whoever is not signed in. */
export async function findPerson(reader: SignedInReader | null, paperId?: string): Promise<Person> {
  if (!reader) return VISITOR
  const found = await db().reader.findUnique({
    where: { id: reader.id },
    select: { roles: { select: { role: true } }, ban: { select: { reason: true } } },
  })
  const named = found?.roles.map(({ role }) => role) ?? []
  const isAuthor = paperId !== undefined && (await isAuthorOf(reader.id, paperId))
  const more = [...(reader.isAdmin ? (['admin'] as const) : []), ...(isAuthor ? (['author'] as const) : [])]
  return {
    roles: new Set(['reader', ...named, ...more]),
    ban: found?.ban?.reason ?? null,
  }
}
