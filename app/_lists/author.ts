import { parseAuthorId } from '@/lib/papers/author-id'
import { findAuthorProfile } from '@/lib/papers/author-profile'
import type { AuthorOf } from '@/lib/papers/find-person'
import { viewTitle } from '@/lib/views/address'
import type { View } from '@/lib/views/view'

/** Who is behind an author's list, and its title; null for other lists. */
export async function authorOf(view: View, person: AuthorOf | null) {
  if (view.kind !== 'author' || !person) return null
  const { name, categories } = view
  const profile = await findAuthorProfile(name, categories, person)
  // An identifier is known by the name of its person.
  const known = parseAuthorId(name) && profile.identities[0]?.name
  const title = viewTitle(known ? { ...view, name: known } : view)
  return { title, panel: { name, within: categories ?? [], profile } }
}
