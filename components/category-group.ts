/** arXiv's own groups of archives (arxiv.org/category_taxonomy). Each has a hue and a shape in style/categories.css. */
export const CATEGORY_GROUPS = ['cs', 'math', 'stat', 'physics', 'q-bio', 'q-fin', 'eess', 'econ'] as const
export type CategoryGroup = (typeof CATEGORY_GROUPS)[number]

/** The group of a category: `cs.LG` → `cs`; astro-ph, hep-th, quant-ph and all that is none of the others → `physics`. */
export function categoryGroup(category: string): CategoryGroup {
  const [archive = ''] = category.split('.')
  return CATEGORY_GROUPS.find((group) => group === archive) ?? 'physics'
}
