import { z } from 'zod'
import { db } from '../database/client'
import { NAME_RULE } from './name-rule'

const SHAPE = new RegExp(`^${NAME_RULE.pattern}$`)

/** Names that would speak for the site, in the form that `nameKey` gives. */
const RESERVED = new Set(
  [
    'admin',
    'administrator',
    'author',
    'curator',
    'deleted',
    'moderator',
    'operator',
    'root',
    'site',
    'staff',
    'system',
  ].map(nameKey),
)

/**
 * The one door for names: Latin letters, digits and single hyphens, so that no letter of another script can stand in for one of them.
 * Safe as it is in a page, a mail, an address and after an @.
 */
export const PublicName = z
  .string()
  .trim()
  .refine(
    (name) => name.length >= NAME_RULE.minLength && name.length <= NAME_RULE.maxLength && SHAPE.test(name),
    `It takes ${NAME_RULE.takes}: so no two names look alike.`,
  )
  .refine((name) => !RESERVED.has(nameKey(name)), 'That name would speak for the site. Please take another.')

/** What two names share that look alike: case, hyphens, and letters that are taken for each other (0 and o; 1, i and l; rn and m; vv and w). */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('-', '')
    .replaceAll('0', 'o')
    .replace(/[1i]/g, 'l')
    .replaceAll('5', 's')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}

/**
 * Gives a reader this name; digests of their page go by it from then on, by a trigger (migration new_names). Of any number who want names that
 * look alike at once, one gets it.
 * @param name as `PublicName` gives it
 */
export async function takeName(readerId: string, name: string): Promise<'taken-now' | 'taken-by-another'> {
  const count = await db().$executeRaw`
    update readers set name = ${name}, name_key = ${nameKey(name)} where id = ${readerId}
      and not exists (select from readers other where other.name_key = ${nameKey(name)} and other.id <> ${readerId})`.catch(
    (error: unknown) => {
      if (isTaken(error)) return 0
      throw error
    },
  )
  return count > 0 ? 'taken-now' : 'taken-by-another'
}

/** What a reader is called in public; null: they chose no name yet. */
export async function findName(readerId: string): Promise<string | null> {
  const row = await db().reader.findUnique({ where: { id: readerId }, select: { name: true } })
  return row?.name ?? null
}

/** Whether a reader's page shows what they vote for. */
export async function showsVotes(readerId: string): Promise<boolean> {
  const row = await db().reader.findUnique({ where: { id: readerId }, select: { votesPublic: true } })
  return row?.votesPublic ?? false
}

/** PostgreSQL's 23505, as the driver's adapter passes it on: another was faster. */
export const isTaken = (error: unknown): boolean => /23505|[Uu]nique constraint/.test(String(error))

/** Shows it, or hides it again. Without a name there is no page. */
export async function showVotes(readerId: string, votesPublic: boolean): Promise<void> {
  await db().reader.updateMany({ where: { id: readerId }, data: { votesPublic } })
}
