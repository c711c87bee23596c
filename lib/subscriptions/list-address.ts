import { InputError } from '../errors'
import { canonicalField } from '../taxonomy'
import { parseView, viewPath, viewTitle } from '../views/address'
import { parseListQuery } from '../views/list-query'
import type { View } from '../views/view'

/** A list as its address names it: a view, and how many votes its papers have at least. */
export interface ListAddress {
  view: View
  /** 0: all of them. */
  minVotes: number
}

const MAX_LENGTH = 2_000

/** The list that lives at an address of this site; null: none does, or its address cannot be read. */
export function parseListAddress(address: string): ListAddress | null {
  const isPath =
    address.length <= MAX_LENGTH && /^\/(?![/\\])/.test(address) && URL.canParse(address, 'http://localhost')
  if (!isPath) return null
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  try {
    const view = parseView(pathname, searchParams)
    return view && { view: underOneName(view), minVotes: parseListQuery(searchParams).minVotes }
  } catch (error) {
    if (error instanceof InputError) return null
    throw error
  }
}

/** The one spelling of a list's address; `parseListAddress` of it gives the list back. */
export function listPath({ view, minVotes }: ListAddress): string {
  const path = viewPath(view)
  return minVotes > 0 ? `${path}${path.includes('?') ? '&' : '?'}min_votes=${minVotes}` : path
}

/** What its readers call it. */
export function listTitle({ view, minVotes }: ListAddress): string {
  if (minVotes === 0) return viewTitle(view)
  return `${viewTitle(view)} with ${minVotes === 1 ? 'a vote' : `${minVotes} votes`} or more`
}

const underOneName = (view: View): View =>
  view.kind === 'category' ? { ...view, category: canonicalField(view.category) ?? view.category } : view
