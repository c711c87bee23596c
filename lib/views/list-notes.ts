import { followedWhy } from './following'
import { listNotes } from './reader-lists'
import type { View } from './view'

/** What a view itself says of these papers, by identifier: beside the entry, in feeds and in mails. */
export async function notesOf(view: View, ids: readonly string[]): Promise<Map<string, string>> {
  if (view.kind === 'list') return listNotes(view.key, ids)
  return view.kind === 'following' ? followedWhy(view.key, ids) : new Map()
}
