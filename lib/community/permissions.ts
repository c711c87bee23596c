/** Who somebody is to an act. `visitor` is whoever is not signed in; all others are readers as well. `author` is one of the paper in question. */
export const ROLES = ['visitor', 'reader', 'author', 'curator', 'moderator', 'admin'] as const
export type Role = (typeof ROLES)[number]

const ALL = ROLES
const SIGNED_IN = ['reader', 'author', 'curator', 'moderator', 'admin'] as const
const MODERATORS = ['moderator', 'admin'] as const
const ADMINS = ['admin'] as const

/**
 * Who may do what: one row an act, with whoever may. A row is all that an act needs; doors ask `may`
 * (`app/_community/door.ts`), and tests/integration/permissions.test.ts tries every cell on the real routes.
 */
export const PERMISSIONS = {
  read: ALL,
  'choose-name': SIGNED_IN,
  export: SIGNED_IN,
  leave: SIGNED_IN,
  comment: SIGNED_IN,
  'edit-own-comment': SIGNED_IN,
  'delete-own-comment': SIGNED_IN,
  'upvote-comment': SIGNED_IN,
  report: SIGNED_IN,
  mark: SIGNED_IN,
  /** Keep lists for oneself. */
  'keep-lists': SIGNED_IN,
  /** Show them to others, by their address or on one's page. */
  'show-lists': SIGNED_IN,
  'report-list': SIGNED_IN,
  /** People, lists, authors, categories: for oneself. */
  follow: SIGNED_IN,
  'make-group': SIGNED_IN,
  'join-group': SIGNED_IN,
  'leave-group': SIGNED_IN,
  pick: ['curator', 'admin'],
  'unpick-any': ['admin'],
  picture: ['author', 'curator', 'admin'],
  'remove-picture': ['author', 'curator', 'moderator', 'admin'],
  submit: SIGNED_IN,
  claim: SIGNED_IN,
  'add-to-paper': ['author'],
  'decide-claim': ['moderator', 'admin'],
  vote: SIGNED_IN,
  /** Hide, close, ban, refuse domains and words, and undo each of them. */
  moderate: MODERATORS,
  /** Make two papers that are the same work one, and part them again. */
  merge: MODERATORS,
  'name-curator': ADMINS,
  'name-moderator': ADMINS,
} as const satisfies Record<string, readonly Role[]>

export type CommunityAct = keyof typeof PERMISSIONS

/** What is left to whoever is banned: to read, to keep things for themselves, to take along what is theirs, and to leave. */
export const STAYS_WHEN_BANNED: readonly CommunityAct[] = [
  'read',
  'mark',
  'keep-lists',
  'follow',
  'leave-group',
  'export',
  'leave',
  'delete-own-comment',
]

/** Somebody who wants to do something. */
export interface Person {
  /** All that they are: whoever is signed in is a `reader`, whatever else they are. */
  roles: ReadonlySet<Role>
  /** Why they are banned; null: they are not. */
  ban: string | null
}

/** Whether this person may do this. */
export function may({ roles, ban }: Person, act: CommunityAct): boolean {
  if (ban !== null && !STAYS_WHEN_BANNED.includes(act)) return false
  return PERMISSIONS[act].some((role) => roles.has(role))
}
