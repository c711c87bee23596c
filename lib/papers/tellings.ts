import { storedTerms } from '../taxonomy'
import type { ToldChange } from './apply-changes'
import { withoutJoined } from './joined-categories'
import { firstAnnounced, type PaperFacts, reconcile, type SourceKind } from './reconcile'
import type { AnnouncementLine, PaperDraft } from './types'

/** Everything that one call tells about one paper. */
export interface Telling {
  id: string
  draft: PaperDraft | undefined
  lines: AnnouncementLine[]
}

/** By paper, in the order of their ids. */
export function tellings(
  drafts: ReadonlyMap<string, PaperDraft>,
  announcements: readonly AnnouncementLine[],
): Telling[] {
  const byId = new Map<string, Telling>()
  for (const [id, draft] of drafts) byId.set(id, { id, draft, lines: [] })
  for (const line of announcements) {
    const telling = byId.get(line.paperId) ?? { id: line.paperId, draft: undefined, lines: [] }
    telling.lines.push(line)
    byId.set(line.paperId, telling)
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * What becomes of one paper. A line about a paper that nobody described is no paper yet.
 * @param overruled when papers that lost a judged line were first announced
 */
export function decide(
  before: PaperFacts | null,
  { id, draft, lines }: Telling,
  overruled: ReadonlyMap<string, Date | null>,
  { kind, now }: { kind: SourceKind; now: Date },
): ToldChange[] {
  const told = draft && before && kind === 'listing' ? { ...draft, categories: announced(draft, before, lines) } : draft
  const facts = told ? reconcile(before, told, kind, now) : before
  if (!facts) return []
  const known = overruled.get(id)
  const announcedAt = firstAnnounced(known === undefined ? facts.announcedAt : known, lines)
  return [{ before, draft: told, lines, after: { ...facts, announcedAt } }]
}

/** A replacement names every category of a paper, and announces it in none. */
const announced = ({ categories }: PaperDraft, before: PaperFacts, lines: readonly AnnouncementLine[]): string[] => {
  const names = lines.filter(({ type }) => type === 'new' || type === 'cross').map(({ category }) => category)
  return withoutJoined(categories, [...before.categories, ...names.flatMap(storedTerms)])
}
