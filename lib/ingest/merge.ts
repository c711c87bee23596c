import { ANNOUNCEMENT_TYPES, type AnnouncementLine, type PaperDraft } from '../papers/types'

/**
 * What several sources told about papers → one draft per paper. The newest version speaks; what it leaves open is taken
 * from the others. Pure; the order of the answer is the order in which papers were first met.
 */
export function mergeDrafts(drafts: readonly PaperDraft[]): PaperDraft[] {
  const byId = new Map<string, PaperDraft>()
  for (const draft of drafts) {
    const known = byId.get(draft.id)
    byId.set(draft.id, known ? mergeTwo(known, draft) : draft)
  }
  return [...byId.values()]
}

/** One line per paper, category and day: the one with the strongest announce type. */
export function mergeAnnouncements(lines: readonly AnnouncementLine[]): AnnouncementLine[] {
  const byPlace = new Map<string, AnnouncementLine>()
  for (const line of lines) {
    const place = `${line.paperId} ${line.category} ${line.day}`
    const known = byPlace.get(place)
    if (!known || strength(line) < strength(known)) byPlace.set(place, line)
  }
  return [...byPlace.values()]
}

function mergeTwo(a: PaperDraft, b: PaperDraft): PaperDraft {
  const [speaks, fills] = (b.version ?? 0) > (a.version ?? 0) ? [b, a] : [a, b]
  const ofVersion = speaks.version === fills.version ? fills : null
  return {
    ...speaks,
    comments: speaks.comments ?? ofVersion?.comments ?? null,
    updatedAt: speaks.updatedAt ?? ofVersion?.updatedAt ?? null,
    doi: speaks.doi ?? fills.doi,
    journalRef: speaks.journalRef ?? fills.journalRef,
    license: speaks.license ?? fills.license,
    submittedAt: speaks.submittedAt ?? fills.submittedAt,
  }
}

const strength = ({ type }: AnnouncementLine) => ANNOUNCEMENT_TYPES.indexOf(type)
