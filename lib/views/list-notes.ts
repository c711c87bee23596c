import { followedWhy } from './following'
import { groupNotes } from './groups'
import { listNotes } from './reader-lists'
import type { View } from './view'

/** What a view itself says of these papers, by identifier: beside the entry, in feeds and in mails. */
export async function notesOf(view: View, ids: readonly string[]): Promise<Map<string, string>> {
  if (view.kind === 'list') return listNotes(view.key, ids)
  if (view.kind === 'group') return groupNotes(view.name, view.week, ids)
  return view.kind === 'following' ? followedWhy(view.key, ids) : new Map()
}
