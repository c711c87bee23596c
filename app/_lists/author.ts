import { parseAuthorId } from '@/lib/papers/author-id'
import { findAuthorProfile } from '@/lib/papers/author-profile'
import type { AuthorOf } from '@/lib/papers/find-person'
import { viewTitle } from '@/lib/views/address'
import type { View } from '@/lib/views/view'

/** Who is behind an author's list, its title, and what stands there when it is empty; null for other lists. */
export async function authorOf(view: View, person: AuthorOf | null) {
  if (view.kind !== 'author' || !person) return null
  const { name, categories } = view
  const profile = await findAuthorProfile(name, categories, person)
  // An identifier is known by the name of its person.
  const id = parseAuthorId(name)
  const known = id && profile.identities[0]?.name
  const title = viewTitle(known ? { ...view, name: known } : view)
  const within = categories ?? []
  return { title, panel: { name, within, profile }, nobody: { name, id, within } }
}
