import { InputError } from '../errors'

/** The two versions that `?compare=1..3` asks for; null when it asks for none. @throws InputError saying what it takes */
export function parseComparison(search: URLSearchParams): { from: number; to: number } | null {
  const asked = search.get('compare')
  if (asked === null) return null
  const [, from = '', to = ''] = /^v?([1-9]\d{0,2})\.\.v?([1-9]\d{0,2})$/.exec(asked) ?? []
  if (!from || Number(from) >= Number(to)) {
    throw new InputError('“compare” takes two versions of the paper, the older one first, such as 1..3.')
  }
  return { from: Number(from), to: Number(to) }
}
