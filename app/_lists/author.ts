import { parseAuthorId } from '@/lib/papers/author-id'
import { findAuthorProfile } from '@/lib/papers/author-profile'
import { viewTitle } from '@/lib/views/address'
import type { View } from '@/lib/views/view'

/** Who is behind an author's list, and its title; null for other lists. */
export async function authorOf(view: View) {
  if (view.kind !== 'author') return null
  const { name, categories } = view
  const profile = await findAuthorProfile(name, categories)
  // An identifier is known by the name of its person.
  const person = parseAuthorId(name) && profile.identities[0]?.name
  const title = viewTitle(person ? { ...view, name: person } : view)
  return { title, panel: { name, within: categories ?? [], profile } }
}
