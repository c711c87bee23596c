import { InputError } from '../errors'
import type { AnnouncementType } from '../papers/types'

/** What a list may hold, as arXiv's listings part it: first announcements, cross-lists from elsewhere, later versions. */
export const LIST_TYPES = ['new', 'cross', 'replace'] as const
export type ListType = (typeof LIST_TYPES)[number]

/** Where an address names none. */
const USUAL: readonly ListType[] = ['new', 'cross']

/** Which entries a list holds; left out: the usual ones. */
export interface Typed {
  types?: readonly ListType[]
}

/** The types of a list, named or not. */
export const typesOf = ({ types }: Typed): readonly ListType[] => types ?? USUAL

/** The types as a view holds them: the usual ones are left out. */
export const typed = (types: readonly ListType[]): Typed => (types.join() === USUAL.join() ? {} : { types })

/** From `?types=new,replace`; a form repeats the field instead. Nothing when it names the usual ones. @throws InputError */
export function parseTypes(search: URLSearchParams): Typed {
  const given = search.getAll('types')
  if (given.length === 0) return {}
  const named = given.flatMap((list) => list.split(','))
  const types = LIST_TYPES.filter((type) => named.includes(type))
  if (types.length === 0 || named.some((name) => !LIST_TYPES.some((type) => type === name)))
    throw new InputError('“types” takes new, cross and replace with commas between them, such as new,cross.')
  return typed(types)
}

/** The path of a list with the types that it holds. */
export const withTypes = (path: string, { types }: Typed): string => (types ? `${path}?types=${types.join(',')}` : path)

/** arXiv's announce types that make an entry one of these. */
export const announceTypesOf = (types: readonly ListType[]): AnnouncementType[] =>
  types.flatMap((type): AnnouncementType[] => (type === 'replace' ? ['replace', 'replace-cross'] : [type]))

/** Which kind of entry an announce type makes. */
export const listTypeOf = (type: AnnouncementType): ListType => (type === 'replace-cross' ? 'replace' : type)

const WORDS: Record<ListType, string> = { new: 'new papers', cross: 'cross-lists', replace: 'updated papers' }

/** `new papers and cross-lists`. */
export const typesInWords = (types: readonly ListType[]): string =>
  new Intl.ListFormat('en-GB').format(types.map((type) => WORDS[type]))
