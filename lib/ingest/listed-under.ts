import type { AnnouncementType } from '../papers/types'

/** Two names of one category: a paper that stands under one stands under the other (https://arxiv.org/category_taxonomy). */
const ALIASES = new Map(
  [
    ['math-ph', 'math.MP'],
    ['cs.NA', 'math.NA'],
    ['cs.SY', 'eess.SY'],
    ['cs.IT', 'math.IT'],
    ['stat.TH', 'math.ST'],
    ['econ.GN', 'q-fin.EC'],
  ].flatMap(([one = '', other = '']) => [
    [one, other],
    [other, one],
  ]),
)

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

const covers = (name: string, category: string) =>
  name === category || category.startsWith(`${name}.`) || ALIASES.get(name) === category
