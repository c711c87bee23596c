import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { parseAuthorId } from './author-id'
import { authorKey } from './author-key'
import { namesAgree, parsePersonName } from './author-names'
import { paperIdsOf } from './find-person'

/** Names of one initial and last word that are compared one by one; the name of more people tells little. */
const MOST_KEYS = 5_000
/** Last words of names that are no person's: of these the others count. */
const COLLECTIVES = [
  'collaboration',
  'collaborations',
  'consortium',
  'experiment',
  'group',
  'project',
  'survey',
  'team',
]

/**
 * The ids of papers that bear a name, as a query of one column: generous, since a search may find too much. Every name that agrees
 * (`Y. LeCun` is `Yann LeCun`), everybody of a family name, collaborations by any word of theirs, and a person by a public identifier.
 */
export async function idsWrittenBy(name: string): Promise<Prisma.Sql> {
  const identifier = parseAuthorId(name)
  if (identifier) return paperIdsOf({ by: 'identifier', id: identifier.id })
  const key = authorKey(name)
  const words = key.split(' ')
  const keys = words.length > 1 ? [key, ...(await agreeing(name))] : [key]
  return Prisma.sql`
    select paper_id from paper_authors where key = any(${keys})
    union select paper_id from paper_authors where ${lastWord} = ${words.at(-1) ?? ''} ${
      words.length > 1 ? Prisma.sql`and right(key, ${key.length + 1}::int) = ${` ${key}`}` : Prisma.empty
    }
    union select paper_id from paper_authors
      where ${lastWord} = any(${COLLECTIVES}) and left(key, 1) = left(${key}, 1) and string_to_array(key, ' ') @> ${words}::text[]`
}

/** Names are of two to four words. */
const NAME_WORDS = [2, 3, 4]

/** The ids of papers whose authors some neighbouring words of a text name in full; a single word is a family name. One column. */
export function idsNamedIn(words: readonly string[]): Prisma.Sql {
  const neighbours = NAME_WORDS.flatMap((size) =>
    words.slice(0, Math.max(0, words.length - size + 1)).map((_, at) => words.slice(at, at + size).join(' ')),
  )
  const keys = (words.length === 1 ? words : neighbours).map(authorKey)
  return Prisma.sql`select paper_id from paper_authors where ${words.length === 1 ? lastWord : Prisma.sql`key`} = any(${keys})`
}

/** The name that a whole text is, when somebody here bears it; null: it is none. @param words two to four */
export async function findNamed(words: readonly string[]): Promise<string | null> {
  if (!NAME_WORDS.includes(words.length)) return null
  const name = words.join(' ')
  const row = await db().paperAuthor.findFirst({ where: { key: authorKey(name) }, select: { key: true } })
  return row && name
}

/** The expression of `paper_authors_block_idx`, word for word. */
const lastWord = Prisma.sql`split_part(regexp_replace(key, ' (jr|sr|ii|iii|iv)$', ''), ' ', -1)`

async function agreeing(name: string): Promise<string[]> {
  const person = parsePersonName(name)
  if (!person) return []
  const rows = await db().$queryRaw<{ key: string }[]>`
    select distinct key from paper_authors
    where ${lastWord} = ${person.family.split(' ').at(-1) ?? ''} 
      and left(key, 1) = left(${person.given[0] ?? ''}, 1) limit ${MOST_KEYS}`
  return rows.flatMap(({ key }) => {
    const other = parsePersonName(key)
    return other && namesAgree(person, other) ? key : []
  })
}
