import { pool } from '../database/client'

/** Everything that pages may ask about one reader, as it stood at one instant. */
export interface ReaderMarks {
  /** Another after each act of the reader (migration marks_version). */
  version: string
  votes: ReadonlySet<string>
  saved: ReadonlySet<string>
  dismissed: ReadonlySet<string>
  /** By view. */
  visits: ReadonlyMap<string, ReaderVisit>
}

export interface ReaderVisit {
  /** Seconds since 1970: what arrived later is new. */
  seenUntil: number
  visitedAt: Date
}

/** Identifiers hold no spaces; of a thousand, one text is read many times faster than an array. */
const STATEMENT = `
  select r.marks_version as version,
    (select string_agg(paper_id, ' ') from votes where reader_id = r.id) as votes,
    (select string_agg(paper_id, ' ') from marks where reader_id = r.id and kind = 'saved') as saved,
    (select string_agg(paper_id, ' ') from marks where reader_id = r.id and kind = 'dismissed') as dismissed,
    (select json_agg(json_build_array(view, extract(epoch from seen_until), extract(epoch from visited_at)))
      from visits where reader_id = r.id) as visits
  from readers r where r.id = $1`

interface Row {
  version: string
  votes: string | null
  saved: string | null
  dismissed: string | null
  visits: [view: string, seenUntil: number, visitedAt: number][] | null
}

/** What a reader did, in one statement: the version is that of the rest. Null when there is no such reader. */
export async function findReaderMarks(readerId: string): Promise<ReaderMarks | null> {
  const { rows } = await pool().query<Row>({ name: 'reader marks', text: STATEMENT, values: [readerId] })
  const [row] = rows
  if (!row) return null
  return {
    version: row.version,
    votes: idsIn(row.votes),
    saved: idsIn(row.saved),
    dismissed: idsIn(row.dismissed),
    visits: new Map(
      row.visits?.map(([view, seenUntil, visitedAt]) => [view, { seenUntil, visitedAt: new Date(visitedAt * 1000) }]),
    ),
  }
}

const idsIn = (text: string | null): ReadonlySet<string> => new Set(text?.split(' '))
