import { READING_MARKS, READING_NUMBERS } from '../reading/mark-sources'

/**
 * Where the marks of a page come from: each kind of mark (`vote` of `vote:2406.01234`) and the SQL that gives, of the identifiers
 * in $2, those for which it holds for the reader $1 at the instant $3. All of a page's marks are read by one statement made of these.
 */
export const MARK_SOURCES: Readonly<Record<string, string>> = {
  vote: 'select paper_id from votes where reader_id = $1 and paper_id = any($2)',
  ...READING_MARKS,
}

/** The live numbers, likewise: rows of an identifier and its number, for those in $2. */
export const NUMBER_SOURCES: Readonly<Record<string, string>> = {
  votes: 'select paper_id as id, votes as number from paper_standings where paper_id = any($2)',
  ...READING_NUMBERS,
}
