import { FAIR } from '../constants'

/** What was done for one paper, before it is measured. */
export interface Measured {
  /** Primary category. */
  category: string
  /** Of all terms, in votes. */
  weight: number
  countedVotes: number
}

/** The papers that a paper is measured against. */
export interface Field {
  /** A category, an archive, or `arXiv`. */
  name: string
  papers: number
  /** Of those that have any, ascending. */
  weights: readonly number[]
  votes: readonly number[]
}

const ALL = 'arXiv'

/** The field of each category, from the papers of the window: the category itself, its archive where it is small, else all. */
export function fieldsOf(papers: readonly Measured[]): (category: string) => Field {
  const groups = new Map<string, Measured[]>()
  for (const paper of papers) {
    for (const name of new Set([paper.category, archiveOf(paper.category), ALL])) {
      const members = groups.get(name)
      if (members) members.push(paper)
      else groups.set(name, [paper])
    }
  }
  const fields = new Map([...groups].map(([name, members]) => [name, fieldOf(name, members)]))
  const all = fields.get(ALL) ?? fieldOf(ALL, [])
  return (category) =>
    [category, archiveOf(category)]
      .map((name) => fields.get(name))
      .find((field) => field && field.papers >= FAIR.fewPapers) ?? all
}

/**
 * How rare it is in a field to have so much: log2 of one in how many. Half of those that have as much stand above (the middle rank), so the
 * first of n papers is one in 2n. 0 for nothing, whatever the others have.
 * @param values of the papers that have any, ascending
 */
export function rarityOf(value: number, values: readonly number[], papers: number): number {
  if (value <= 0) return 0
  const [from, to] = [firstFrom(values, value - CLOSE), firstFrom(values, value + CLOSE)]
  const share = (values.length - to + Math.max(1, to - from) / 2) / Math.max(1, papers)
  return Math.max(0, -Math.log2(share))
}

/** Sums of the same weights in another order differ by less. */
const CLOSE = 1e-9

const archiveOf = (category: string) => category.split('.', 1)[0] ?? category

function fieldOf(name: string, members: readonly Measured[]): Field {
  const sorted = (values: number[]) => values.filter((value) => value > 0).sort((a, b) => a - b)
  return {
    name,
    papers: members.length,
    weights: sorted(members.map(({ weight }) => weight)),
    votes: sorted(members.map(({ countedVotes }) => countedVotes)),
  }
}

/** The place of the first value that is not below. */
function firstFrom(values: readonly number[], least: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
