import type { AnnouncementType } from '../papers/types'
import { storedTerms } from '../taxonomy'

/** Where a paper stands among the names that are read. */
export interface Place {
  category: string
  type: Extract<AnnouncementType, 'new' | 'cross'>
}

/**
 * Under which of the names that are read a paper stands, and whether as its own or as a cross-list. A name may be a category, an
 * alias of one, or an archive, which holds its categories. Pure; in the order of the names.
 * @param categories of the paper, its primary first
 */
export function listedUnder(names: readonly string[], categories: readonly string[]): Place[] {
  const [primary = ''] = categories
  return names
    .filter((name) => categories.some((category) => covers(name, category)))
    .map((name) => ({ category: name, type: covers(name, primary) ? 'new' : 'cross' }))
}

const covers = (name: string, category: string) => termsOf(name).has(category)

const terms = new Map<string, ReadonlySet<string>>()

/** A page asks for the same names a thousand times. */
function termsOf(name: string): ReadonlySet<string> {
  const known = terms.get(name) ?? new Set(storedTerms(name))
  terms.set(name, known)
  return known
}
