import { z } from 'zod'
import { InputError } from '../errors'

/** Where a page of a list ends: the sort keys of its last entry. */
export interface Cursor {
  /** Counted votes, or the rank of a search result; null in lists by time. */
  score: number | null
  listedAt: Date
  id: string
}

const Parts = z.tuple([
  z.int().min(0).max(2_147_483_647).nullable(),
  z.int().min(-62_135_596_800_000).max(8_640_000_000_000_000),
  z.string().regex(/^[\w.\-/]{1,40}$/),
])

/** Opaque, safe in an address. */
export const cursorText = ({ score, listedAt, id }: Cursor): string =>
  Buffer.from(JSON.stringify([score, listedAt.getTime(), id])).toString('base64url')

/** @throws InputError for anything that `cursorText` did not make */
export function parseCursor(text: string): Cursor {
  const parts = Parts.safeParse(/^[\w-]{1,200}$/.test(text) ? json(Buffer.from(text, 'base64url').toString()) : null)
  if (!parts.success) throw new InputError('“after” takes a place in the list, as the link to the next page gives it.')
  const [score, listedAt, id] = parts.data
  return { score, listedAt: new Date(listedAt), id }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
