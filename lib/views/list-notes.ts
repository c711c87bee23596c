import { listNotes } from './reader-lists'
import type { View } from './view'

/** What a view itself says of these papers, by identifier: beside the entry, in feeds and in mails. */
export async function notesOf(view: View, ids: readonly string[]): Promise<Map<string, string>> {
  return view.kind === 'list' ? listNotes(view.key, ids) : new Map()
}
