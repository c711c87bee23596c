/** A paper as far as it tells who wrote it. */
export interface Trace {
  primaryCategory: string
  /** Keys of the co-authors; empty where there are too many to tell anything. */
  coAuthors: readonly string[]
}

/** Papers that hang together, so that they may be one person's. */
export interface Circle<T> {
  papers: T[]
  /** Archives of the primary categories, the most frequent first: `math`, `hep-th`. */
  archives: string[]
}

/** `math.NT` → `math`; `hep-th` → itself. */
export const archiveOf = (category: string): string => category.split('.')[0] ?? category

/**
 * Parts the papers of one name where several people may write under it: papers of one archive hang together, and so do
 * papers that share a co-author. Largest circle first. Two people in one archive cannot be told apart this way. Pure.
 */
export function circlesOf<T extends Trace>(papers: readonly T[]): Circle<T>[] {
  const circles = new Circles()
  for (const { primaryCategory, coAuthors } of papers)
    for (const coAuthor of coAuthors) circles.join(archiveOf(primaryCategory), `with ${coAuthor}`)
  const members = new Map<string, T[]>()
  for (const paper of papers) {
    const circle = circles.of(archiveOf(paper.primaryCategory))
    members.set(circle, [...(members.get(circle) ?? []), paper])
  }
  return [...members.values()]
    .map((own) => ({ papers: own, archives: mostFrequent(own.map((paper) => archiveOf(paper.primaryCategory))) }))
    .sort((a, b) => b.papers.length - a.papers.length || (a.archives.join() < b.archives.join() ? -1 : 1))
}

/** Each value once, the most frequent first, then by the alphabet. */
export function mostFrequent(values: readonly string[]): string[] {
  return [...countEach(values)].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([value]) => value)
}

/** How often each value stands in a list. */
export function countEach(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Sets that are joined, never parted: each is known by one of its members. */
class Circles {
  readonly #towards = new Map<string, string>()

  of(member: string): string {
    const next = this.#towards.get(member) ?? member
    if (next === member) return member
    const known = this.of(next)
    this.#towards.set(member, known)
    return known
  }

  join(one: string, other: string): void {
    this.#towards.set(this.of(other), this.of(one))
  }
}
