const BELONGS_THERE = 'belongs to what was written and decided there'
const SIGNING_IN = 'ways to sign in are made anew here'
const READ_THERE = 'it notes what you know of that site’s pages and mails'

type Left = readonly [words: string, why: string]

/**
 * Tables of an archive of which nothing is taken, and why; docs/decisions/0052-what-moves-along.md. A table that refers to readers stands
 * here or is a section of its own: a test holds that.
 */
const LEFT_BEHIND: Record<string, Left> = {
  comments: ['comments', BELONGS_THERE],
  comment_votes: ['votes for comments', BELONGS_THERE],
  comment_reports: ['reports of comments', BELONGS_THERE],
  comment_notices: ['notes of which comments were mailed to you', READ_THERE],
  list_reports: ['reports of lists', BELONGS_THERE],
  moderation_acts: ['acts of moderation', BELONGS_THERE],
  bans: ['bans', 'a ban holds where it was spoken'],
  reader_roles: ['roles', 'what you may do is decided here'],
  submissions: ['submitted papers', BELONGS_THERE],
  asked_papers: ['wishes for papers', 'wishes for papers are that site’s: submit them here'],
  picks: ['picks', BELONGS_THERE],
  figures: ['pictures of papers', BELONGS_THERE],
  claims: ['claims to be an author', 'what you wrote is proven anew here, at /claims'],
  claim_acts: ['decisions about claims', BELONGS_THERE],
  group_members: ['memberships of groups', 'a group is its members’ agreement: join one here'],
  personal_lists: ['personal lists', 'a personal list is learned anew here: ask for it at /for-you'],
  visits: ['notes of when you came to a list', READ_THERE],
  ended_votes: ['votes that you took back', 'votes that you took back stay so'],
  sessions: ['sessions', SIGNING_IN],
  identities: ['accounts at other sites that sign you in', SIGNING_IN],
  passkeys: ['passkeys', SIGNING_IN],
  passkey_challenges: ['begun sign-ins by passkey', SIGNING_IN],
  openid_requests: ['begun sign-ins by another site', SIGNING_IN],
  second_factors: ['second steps of signing in', SIGNING_IN],
  second_factor_setups: ['second steps being set up', SIGNING_IN],
  recovery_codes: ['recovery codes', SIGNING_IN],
  feed_keys: ['keys of feeds', 'a key of feeds is made anew here'],
}

/** Whether it was decided what becomes of a table's rows on another site. */
export const isLeftBehind = (table: string): boolean => Object.hasOwn(LEFT_BEHIND, table)

/** What rows of a table are, in words, and why they are not taken; a table that this site does not know is of that site alone. */
export function leftOf(table: string): { words: string; why: string } {
  const [words, why] = (isLeftBehind(table) && LEFT_BEHIND[table]) || [table.replaceAll('_', ' '), BELONGS_THERE]
  return { words, why }
}
