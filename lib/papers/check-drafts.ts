import { oneLine, readDraft } from './draft'
import type { PaperDraft, Rejected } from './types'

/** Drafts that can be stored, by paper. */
export interface CheckedDrafts {
  /** Of two about one paper the later version. */
  sound: Map<string, PaperDraft>
  /** Those that cannot be stored, by their place among the drafts. */
  rejected: Map<number, Rejected>
}

/** Checks each draft once more, whoever made it: nothing else guards the store. */
export const checkDrafts = (drafts: readonly PaperDraft[]): CheckedDrafts => {
  const checked: CheckedDrafts = { sound: new Map(), rejected: new Map() }
  for (const [place, draft] of drafts.entries()) checkDraft(draft, place, checked)
  return checked
}

/** One of them, which comes to those that were checked before. */
export function checkDraft(given: PaperDraft, place: number, { sound, rejected }: CheckedDrafts): void {
  const read = readDraft(given)
  if ('reason' in read) rejected.set(place, { id: oneLine(String(given.id), 100), reason: read.reason })
  else if ((sound.get(given.id)?.version ?? 0) <= (read.draft.version ?? 0)) sound.set(given.id, read.draft)
}
