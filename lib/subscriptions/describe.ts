import { parseView, viewTitle } from '../views/address'
import type { View } from '../views/view'

/** The view that a stored subscription names. */
export function viewOf(address: string): View {
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  const view = parseView(pathname, searchParams)
  if (!view) throw new Error(`no view lives at ${address}`)
  return view
}

/** What a list is called on pages and in digests that its reader asked for. */
export const titleOf = (address: string): string => viewTitle(viewOf(address))

/** The same for mails to somebody who may not have asked: a search and a name may be any words that a stranger wants sent. */
export function publicTitle(address: string): string {
  const view = viewOf(address)
  if (view.kind === 'search') return 'New papers of a search'
  if (view.kind === 'author') return 'New papers of an author'
  return viewTitle(view)
}
