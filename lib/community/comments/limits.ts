import type { Limit } from '../../accounts/limits'

const HOUR_S = 3_600

/** What readers may do in an hour; said on /about/community. */
export const COMMENTS_PER_READER: Limit = { name: 'comments per reader', acts: 30, spanSeconds: HOUR_S }
/** Of an account younger than `VOTE_MATURITY_HOURS`. */
export const COMMENTS_PER_NEWCOMER: Limit = { name: 'comments per newcomer', acts: 5, spanSeconds: HOUR_S }
/** Votes for comments, edits and deletions. */
export const COMMENT_ACTS_PER_READER: Limit = { name: 'comment acts per reader', acts: 300, spanSeconds: HOUR_S }
export const REPORTS_PER_READER: Limit = { name: 'reports per reader', acts: 20, spanSeconds: HOUR_S }
