import { ALIASES, CATEGORY_NAMES, FIELD_NAMES, OLD_ARCHIVES, PHYSICS_ARCHIVES } from './taxonomy-names'

/** A category, archive or group with what it is about, in arXiv's words. */
export interface Field {
  id: string
  name: string
}

/** An archive with its categories; one that is a category itself has none. */
export interface Archive extends Field {
  categories: Field[]
}

/** A group of arXiv's front page with its archives. */
export interface Group extends Field {
  archives: Archive[]
}

const CATEGORIES = new Map(Object.entries(CATEGORY_NAMES))
const FIELDS = new Map(Object.entries(FIELD_NAMES))
const FORMER = new Map([...Object.entries(ALIASES), ...Object.entries(OLD_ARCHIVES)])
const KNOWN = new Map(
  [CATEGORIES, FIELDS, FORMER].flatMap((names) => [...names.keys()].map((name) => [name.toLowerCase(), name])),
)

/** What a category, archive or group is about; null for one that the taxonomy does not name. */
export const categoryName = (name: string): string | null =>
  CATEGORIES.get(name) ?? FIELDS.get(name) ?? CATEGORIES.get(FORMER.get(name) ?? '') ?? null

/** The one name of a category, archive or group, from any of its names in any case: `cs.SY` → `eess.SY`, `alg-geom` → `math.AG`; null: unknown. */
export function canonicalField(name: string): string | null {
  const known = KNOWN.get(name.toLowerCase())
  return known === undefined ? null : (FORMER.get(known) ?? known)
}

/** The categories of a category, archive or group by their one name each, those that it shares with others too; none for an unknown one. */
export function categoriesOf(name: string): string[] {
  const within = termsWithin(canonicalField(name) ?? '').filter((term) => CATEGORIES.has(term))
  return [...new Set(within.map((term) => FORMER.get(term) ?? term))].sort()
}

/**
 * Every term under which papers of a category, archive or group are stored: its categories, their second names, and the archives
 * they were before. An unknown name stands for itself, so that a category younger than this list is found too.
 */
export function storedTerms(name: string): string[] {
  const field = canonicalField(name) ?? name
  const categories = new Set([...termsWithin(field), ...categoriesOf(field)])
  const former = [...FORMER].flatMap(([old, now]) => (categories.has(now) ? old : []))
  return [...new Set([field, ...categories, ...former])].sort()
}

/** The categories of an archive or group with their names; none of a category, which has no parts. */
export function fieldsOf(name: string): Field[] {
  return FIELDS.has(canonicalField(name) ?? '') ? categoriesOf(name).map(fieldOf) : []
}

/** The whole taxonomy: groups, archives and categories, each category under its one name. */
export function listTaxonomy(): Group[] {
  return [...FIELDS.keys()]
    .filter((name) => !PHYSICS_ARCHIVES.includes(name))
    .map((group) => ({ ...fieldOf(group), archives: archivesOf(group).map(archiveOf) }))
}

const fieldOf = (id: string): Field => ({ id, name: categoryName(id) ?? id })

const archivesOf = (group: string) => (group === 'physics' ? [...PHYSICS_ARCHIVES, 'physics'] : [group])

const archiveOf = (id: string): Archive => ({
  ...fieldOf(id),
  categories: [...CATEGORIES.keys()].filter((term) => term.startsWith(`${id}.`) && !FORMER.has(term)).map(fieldOf),
})

/** What begins with the name of an archive of the field, and these archives themselves: papers of 1995 carry `astro-ph` alone. */
function termsWithin(field: string): string[] {
  if (!FIELDS.has(field)) return field === '' ? [] : [field]
  return archivesOf(field).flatMap((archive) => [
    archive,
    ...[...CATEGORIES.keys()].filter((term) => term.startsWith(`${archive}.`)),
  ])
}
