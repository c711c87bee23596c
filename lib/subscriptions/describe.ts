import { type ListAddress, listTitle, parseListAddress } from './list-address'

/** The list that a stored subscription names. */
export function listOf(address: string): ListAddress {
  const list = parseListAddress(address)
  if (!list) throw new Error(`no list lives at ${address}`)
  return list
}

/** What a list is called on pages and in digests that its reader asked for. */
export const titleOf = (address: string): string => listTitle(listOf(address))

/** The same for mails to somebody who may not have asked: a search and a name may be any words that a stranger wants sent. */
export function publicTitle(address: string): string {
  const list = listOf(address)
  if (list.view.kind === 'search') return 'New papers of a search'
  if (list.view.kind === 'author') return 'New papers of an author'
  return listTitle(list)
}
