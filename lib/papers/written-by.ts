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

/**
 * The ids of papers whose authors some neighbouring words of a text name: in full, or by a first and a last name with what stands between left out
 * (`Eric Xing` is `Eric P. Xing`); a text that is nothing but a family name (`López-Rubio`, `O'Neill`, `van der Berg`) names all who bear it. One column.
 */
export function idsNamedIn(words: readonly string[]): Prisma.Sql {
  const parts = words.flatMap((word) => authorKey(word).split(' ')).filter((part) => part !== '')
  const inFull = NAME_WORDS.flatMap((size) => neighbours(parts, size).map((some) => some.join(' ')))
  const pairs = neighbours(parts, 2)
  return Prisma.sql`
    select paper_id from paper_authors where key = any(${inFull})
    union all
    select a.paper_id from unnest(${pairs.map(([first]) => first ?? '')}::text[], ${pairs.map(([, last]) => last ?? '')}::text[]) as named(first, last)
      join paper_authors a on ${lastWord} = named.last and left(a.key, 1) = left(named.first, 1) and starts_with(a.key, named.first || ' ')
    ${isFamilyName(words, parts) ? Prisma.sql`union all ${idsOfFamily(parts)}` : Prisma.empty}`
}

/** Family names of more words are rare. */
const MOST_FAMILY_WORDS = 4
/** What family names of several words begin with; other first words are given names, and looking through all of the family would cost as much as it is large. */
const PARTICLES = new Set(
  'af al bin da das de del della den der di do dos du el ibn la le lo mac mc o san santa st te ten ter van von zu'.split(
    ' ',
  ),
)

/** Whether a text can be a family name and nothing else: one word (`Lopez-Rubio` is one), or several that begin with a particle. */
const isFamilyName = (words: readonly string[], parts: readonly string[]): boolean =>
  parts.length > 0 && parts.length <= MOST_FAMILY_WORDS && (words.length === 1 || PARTICLES.has(parts[0] ?? ''))

const idsOfFamily = (parts: readonly string[]): Prisma.Sql => Prisma.sql`
  select paper_id from paper_authors where ${lastWord} = ${parts.at(-1) ?? ''} ${
    parts.length > 1
      ? Prisma.sql`and right(key, ${parts.join(' ').length + 1}::int) = ${` ${parts.join(' ')}`}`
      : Prisma.empty
  }`

const neighbours = (words: readonly string[], size: number): string[][] =>
  words.slice(0, Math.max(0, words.length - size + 1)).map((_, at) => words.slice(at, at + size))

/** Whether somebody here bears a name that a text of a few words is. */
export async function isName(words: readonly string[]): Promise<boolean> {
  if (words.length === 0 || words.length > MOST_FAMILY_WORDS) return false
  const [answer] = await db().$queryRaw<{ named: boolean }[]>`select exists (${idsNamedIn(words)}) as named`
  return answer?.named ?? false
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
