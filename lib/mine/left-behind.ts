const BELONGS_THERE = 'belongs to what was written and decided there'
const SIGNING_IN = 'ways to sign in are made anew here'
const READ_THERE = 'it notes what you know of that site’s pages and mails'

/**
 * Tables of an archive of which nothing is taken, and why; docs/decisions/0052-what-moves-along.md. A table that refers to readers stands
 * here or is a section of its own: a test holds that.
 */
const LEFT_BEHIND: Record<string, string> = {
  comments: BELONGS_THERE,
  comment_votes: BELONGS_THERE,
  comment_reports: BELONGS_THERE,
  comment_notices: READ_THERE,
  list_reports: BELONGS_THERE,
  moderation_acts: BELONGS_THERE,
  bans: 'a ban holds where it was spoken',
  reader_roles: 'what you may do is decided here',
  submissions: BELONGS_THERE,
  asked_papers: 'wishes for papers are that site’s: submit them here',
  picks: BELONGS_THERE,
  figures: BELONGS_THERE,
  claims: 'what you wrote is proven anew here, at /claims',
  claim_acts: BELONGS_THERE,
  group_members: 'a group is its members’ agreement: join one here',
  personal_lists: 'a personal list is learned anew here: ask for it at /for-you',
  visits: READ_THERE,
  ended_votes: 'votes that you took back stay so',
  sessions: SIGNING_IN,
  identities: SIGNING_IN,
  passkeys: SIGNING_IN,
  passkey_challenges: SIGNING_IN,
  openid_requests: SIGNING_IN,
  second_factors: SIGNING_IN,
  second_factor_setups: SIGNING_IN,
  recovery_codes: SIGNING_IN,
  feed_keys: 'a key of feeds is made anew here',
}

/** Whether it was decided what becomes of a table's rows on another site. */
export const isLeftBehind = (table: string): boolean => Object.hasOwn(LEFT_BEHIND, table)

/** Why rows of a table are not taken; a table that this site does not know is of that site alone. */
export const whyLeft = (table: string): string => (isLeftBehind(table) ? (LEFT_BEHIND[table] ?? '') : BELONGS_THERE)
