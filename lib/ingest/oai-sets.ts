import { PHYSICS_ARCHIVES } from '../taxonomy-names'

/** Pages that a usual night of a whole group takes; of one that is not named here, and of anything smaller: one. */
const PAGES_A_NIGHT = new Map([
  ['cs', 3],
  ['math', 2],
  ['physics', 3],
])

/**
 * The sets of OAI-PMH to ask for these categories, as `cs:cs:LG`: the fewest requests that tell of all of them. An archive or
 * a group is asked for as a whole when its pages are fewer than the sets below it; what it tells of other categories is to be
 * passed over. Pure; sorted. Sets: https://info.arxiv.org/help/oa/index.html
 */
export function setsFor(categories: readonly string[]): string[] {
  const archives = grouped(new Set(categories), archiveOf)
  const sets = [...archives].map(([archive, members]) => ({
    archive,
    sets: fewest(setOf(archive), members.map(setOf)),
  }))
  const groups = grouped(sets, ({ archive }) => groupOf(archive))
  return [...groups]
    .flatMap(([group, members]) =>
      fewest(
        group,
        members.flatMap((one) => one.sets),
      ),
    )
    .sort()
}

/** The set of one category, or of an archive: a group that is its only archive is named once. */
export function setOf(category: string): string {
  const archive = archiveOf(category)
  const group = groupOf(archive)
  if (category === archive) return group === archive && group !== 'physics' ? group : `${group}:${archive}`
  return `${group}:${archive}:${category.slice(archive.length + 1)}`
}

const archiveOf = (category: string) => category.split('.')[0] ?? category

const PHYSICS = new Set<string>(PHYSICS_ARCHIVES)

/** The archives of physics are one group; every other archive is a group of its own. */
const groupOf = (archive: string) => (PHYSICS.has(archive) ? 'physics' : archive)

/** The whole, when it takes fewer requests than its parts. */
function fewest(whole: string, parts: string[]): string[] {
  const pages = (set: string) => PAGES_A_NIGHT.get(set) ?? 1
  const ofParts = parts.reduce((sum, part) => sum + pages(part), 0)
  return parts.includes(whole) || pages(whole) < ofParts ? [whole] : parts
}

function grouped<T>(all: Iterable<T>, keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}
