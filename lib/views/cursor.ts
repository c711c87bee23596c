import { z } from 'zod'
import { InputError } from '../errors'

/** Where a page of a list ends: the sort keys of its last entry; of a search, how many entries stood up to there. */
export type Cursor = Place | { rank: number }

export interface Place {
  /** Score or counted votes; null in lists by time. */
  score: number | null
  /** Of lists that go by commenters as well; left out: none. */
  commenters?: number | undefined
  listedAt: Date
  id: string
}

const Parts = z.tuple([
  z.number().nullable(),
  z.int().min(-62_135_596_800_000).max(8_640_000_000_000_000),
  z.string().regex(/^[\w.\-/]{1,40}$/),
  z.int().min(0).max(2_147_483_647).optional(),
])
const Rank = z.int().min(0).max(100_000)

/** Opaque, safe in an address. */
export const cursorText = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify('rank' in cursor ? cursor.rank : partsOf(cursor))).toString('base64url')

const partsOf = ({ score, listedAt, id, commenters }: Place) => [
  score,
  listedAt.getTime(),
  id,
  ...(commenters ? [commenters] : []),
]

/** @throws InputError for anything that `cursorText` did not make */
export function parseCursor(text: string): Cursor {
  const given = /^[\w-]{1,200}$/.test(text) ? json(Buffer.from(text, 'base64url').toString()) : null
  const rank = Rank.safeParse(given)
  if (rank.success) return { rank: rank.data }
  const parts = Parts.safeParse(given)
  if (!parts.success) throw noPlace()
  const [score, listedAt, id, commenters] = parts.data
  return { score, listedAt: new Date(listedAt), id, commenters }
}

/** The place that a list goes on from. @throws InputError for that of a search, whose entries have no keys of their own */
export function placeOf(cursor: Cursor): Place {
  if ('rank' in cursor) throw noPlace()
  return cursor
}

/** The rank that a search goes on from; 0: its beginning. @throws InputError for the place of another list */
export function rankOf(cursor: Cursor | null): number {
  if (cursor && !('rank' in cursor)) throw noPlace()
  return cursor?.rank ?? 0
}

const noPlace = () => new InputError('“after” takes a place in the list, as the link to the next page gives it.')

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
