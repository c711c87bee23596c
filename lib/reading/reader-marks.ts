import { isAdminAddress } from '../accounts/session'
import { pool } from '../database/client'

/** Everything that pages may ask about one reader, as it stood at one instant. */
export interface ReaderMarks {
  /** Another after each act of the reader (migration marks_version). */
  version: string
  /** Another after each vote, given or taken. */
  votesVersion: string
  votes: ReadonlySet<string>
  saved: ReadonlySet<string>
  dismissed: ReadonlySet<string>
  /** Comments that they voted for. */
  comments: ReadonlySet<string>
  /** What they are called in public; null: nothing of theirs is. */
  name: string | null
  isModerator: boolean
  /** By view. */
  visits: ReadonlyMap<string, ReaderVisit>
  isCurator: boolean
  /** By the address alone: the second step is asked for at the door. */
  mayBeAdmin: boolean
}

export interface ReaderVisit {
  /** Seconds since 1970: what arrived later is new. */
  seenUntil: number
  visitedAt: Date
}

/**
 * What a reader did, as expressions over a row of `readers r`; `readerMarks` takes their values in this order. Identifiers hold no
 * spaces, and of a thousand of them one text is read many times faster than an array.
 */
export const READER_MARKS: readonly string[] = [
  'r.votes_version',
  "(select string_agg(paper_id, ' ') from votes where reader_id = r.id)",
  "(select string_agg(paper_id, ' ') from marks where reader_id = r.id and kind = 'saved')",
  "(select string_agg(paper_id, ' ') from marks where reader_id = r.id and kind = 'dismissed')",
  `(select json_agg(json_build_array(view, extract(epoch from seen_until), extract(epoch from visited_at)))
    from visits where reader_id = r.id)`,
  "(select string_agg(comment_id::text, ' ') from comment_votes where reader_id = r.id)",
  'r.name',
  "exists (select from reader_roles where reader_id = r.id and role = 'moderator')",
  "exists (select from reader_roles where reader_id = r.id and role = 'curator')",
  'r.email',
]

export type MarksRow = [
  votesVersion: string,
  votes: string | null,
  saved: string | null,
  dismissed: string | null,
  visits: [view: string, seenUntil: number, visitedAt: number][] | null,
  comments: string | null,
  name: string | null,
  isModerator: boolean,
  isCurator: boolean,
  email: string,
]

/** The values of `READER_MARKS`, read back. */
export function readerMarks(
  version: string,
  [votesVersion, votes, saved, dismissed, visits, comments, name, isModerator, isCurator, email]: MarksRow,
): ReaderMarks {
  return {
    version,
    votesVersion,
    votes: idsIn(votes),
    saved: idsIn(saved),
    dismissed: idsIn(dismissed),
    comments: idsIn(comments),
    name,
    isModerator: isModerator === true,
    visits: new Map(
      visits?.map(([view, seenUntil, visitedAt]) => [view, { seenUntil, visitedAt: new Date(visitedAt * 1000) }]),
    ),
    isCurator: isCurator === true,
    mayBeAdmin: isAdminAddress(email),
  }
}

/** What a reader did, in one statement; null when there is no such reader. */
export async function findReaderMarks(readerId: string): Promise<ReaderMarks | null> {
  const text = `select r.marks_version, ${READER_MARKS.join(', ')} from readers r where r.id = $1`
  const query = { name: 'reader marks', text, values: [readerId], rowMode: 'array' as const }
  const { rows } = await pool().query<[version: string, ...marks: MarksRow]>(query)
  const [version, ...marks] = rows[0] ?? []
  return version === undefined ? null : readerMarks(version, marks as MarksRow)
}

const idsIn = (text: string | null): ReadonlySet<string> => new Set(text?.split(' '))
