import type { PaperSummary } from '../papers/types'
import { listOf } from '../subscriptions/describe'
import { storedTerms } from '../taxonomy'
import type { View } from '../views/view'
import type { Candidate } from './candidates'

/**
 * Why a paper stands in an issue of this list, in a short phrase; null: nothing more than that it is in the list.
 * Votes are no part of it: an entry tells them anyway.
 */
export function whyOfList(address: string, candidates: readonly Candidate[]): (paper: PaperSummary) => string | null {
  const { view, minVotes } = listOf(address)
  const updated = new Set(candidates.flatMap((candidate) => (candidate.updated ? [candidate.id] : [])))
  const notes = new Map(candidates.map(({ id, note }) => [id, note ?? null]))
  const words = new Map(candidates.map((candidate) => [candidate.id, candidate.words ?? []]))
  const terms = new Set(view.kind === 'category' ? storedTerms(view.category) : [])
  return (paper) => {
    if (paper.sample) return 'sample paper'
    if (updated.has(paper.id)) return `updated: version ${paper.version}`
    if (view.kind === 'trending' || minVotes > 0) return pickInWords(paper.picked)
    if (view.kind === 'list' || view.kind === 'following' || view.kind === 'group') return notes.get(paper.id) ?? null
    if (view.kind === 'personal') return wordsInWords(words.get(paper.id) ?? [])
    return whyOf(view, paper, terms)
  }
}

function whyOf(
  view: Exclude<View, { kind: 'personal' | 'list' | 'following' | 'group' }>,
  { primaryCategory, submitted, picked }: PaperSummary,
  terms: ReadonlySet<string>,
): string | null {
  switch (view.kind) {
    case 'newest':
      return `new in ${primaryCategory}`
    case 'category':
      return terms.has(primaryCategory) ? `new in ${view.category}` : `cross-listed in ${view.category}`
    case 'author':
      return `by ${view.name}`
    case 'picks':
      return pickInWords(picked)
    case 'submitted':
      return `submitted by ${submitted?.by ?? 'a reader'}`
    case 'person':
      return `from the page of ${view.name}`
    case 'search':
      return 'found by your search'
    case 'trending':
    case 'day':
    case 'week':
    case 'month':
      return null
  }
}

const wordsInWords = (words: readonly string[]) => (words.length > 0 ? `because of ${words.join(', ')}` : null)

const pickInWords = (picked: PaperSummary['picked']) =>
  picked ? `picked by ${picked.by ?? 'a curator'}${picked.words ? `: ${picked.words}` : ''}` : null
