import { z } from 'zod'
import { InputError } from '../errors'
import { type Cursor, parseCursor } from './cursor'

const MinVotes = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

/**
 * The parameters that every list takes, from its address; unknown ones are ignored.
 * @throws InputError for a malformed one, naming what it takes
 */
export function parseListQuery(search: URLSearchParams): { after: Cursor | null; minVotes: number } {
  const after = search.get('after')
  const minVotes = MinVotes.safeParse(search.get('min_votes') ?? '0')
  if (!minVotes.success) throw new InputError('“min_votes” takes a whole number of votes, such as 3.')
  return { after: after === null ? null : parseCursor(after), minVotes: minVotes.data }
}
