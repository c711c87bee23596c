import { z } from 'zod'
import { parseArxivId } from '../../papers/arxiv-id'

const MAX_REASON_CHARS = 300

const reason = z
  .string('It takes a reason: everybody can read it in the log.')
  .transform((typed) => typed.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim())
  .refine((text) => text !== '', 'It takes a reason: everybody can read it in the log.')
  .refine((text) => text.length <= MAX_REASON_CHARS, `It takes at most ${MAX_REASON_CHARS} characters.`)
const comment = z.uuid('That is no comment.')
const value = z
  .string()
  .transform((typed) => typed.normalize('NFKC').toLowerCase().trim())
  .refine((text) => text.length >= 3 && text.length <= 100, 'It takes 3 to 100 characters.')
const paper = z.string('It takes the identifier or the address of a paper.').transform((typed, context) => {
  const id = parseArxivId(typed)?.id
  if (id) return id
  context.addIssue({
    code: 'custom',
    message: 'It takes the identifier or the address of a paper, such as 2406.01234.',
  })
  return z.NEVER
})
const kind = z.enum(['domain', 'word'], 'A rule is of a domain or a word.')

/** Everything that a moderator can do, as the forms post it. Each act has another that undoes it. */
export const ModerationAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal(['hide', 'show', 'dismiss', 'reopen', 'ban-author']), comment, reason }),
  z.object({
    act: z.literal(['hide-list', 'show-list', 'dismiss-list', 'reopen-list', 'ban-keeper']),
    list: z.uuid('That is no list.'),
    reason,
  }),
  z.object({ act: z.literal(['lock', 'unlock']), paper: z.string().max(40), reason }),
  z.object({ act: z.literal(['merge', 'unmerge']), paper, into: paper, reason }),
  z.object({ act: z.literal(['ban', 'unban']), reader: z.uuid('That is nobody.'), reason }),
  z.object({ act: z.literal(['add-rule', 'drop-rule']), kind, value, reason }),
])
export type ModerationAct = z.infer<typeof ModerationAct>

export type ModerateOutcome =
  | { status: 'done' }
  /** It was so already, and is not written down. */
  | { status: 'unchanged' }
  | { status: 'refused'; why: string }

/** What an act is called in the log, and the act that undoes it there; null: it is undone elsewhere. */
export const ACT_WORDS: Readonly<Record<string, { did: string; undoneBy: string | null }>> = {
  hide: { did: 'hid', undoneBy: 'show' },
  show: { did: 'showed again', undoneBy: 'hide' },
  dismiss: { did: 'dismissed reports of', undoneBy: 'reopen' },
  reopen: { did: 'reopened reports of', undoneBy: 'dismiss' },
  'hide-list': { did: 'hid the list', undoneBy: 'show-list' },
  'show-list': { did: 'showed again the list', undoneBy: 'hide-list' },
  'dismiss-list': { did: 'dismissed reports of the list', undoneBy: 'reopen-list' },
  'reopen-list': { did: 'reopened reports of the list', undoneBy: 'dismiss-list' },
  lock: { did: 'closed the thread of', undoneBy: 'unlock' },
  unlock: { did: 'opened the thread of', undoneBy: 'lock' },
  merge: { did: 'merged', undoneBy: 'unmerge' },
  unmerge: { did: 'parted', undoneBy: 'merge' },
  ban: { did: 'banned', undoneBy: 'unban' },
  unban: { did: 'let back in', undoneBy: 'ban' },
  'add-rule': { did: 'refuses from now on the', undoneBy: 'drop-rule' },
  'ban-again': { did: 'banned once more, upon return,', undoneBy: 'unban' },
  // Their bytes are gone: only another picture can take their place.
  'replace-picture': { did: 'replaced the picture of', undoneBy: null },
  'remove-picture': { did: 'removed the picture of', undoneBy: null },
  // Claims are decided at /moderation/claims, and what undoes a refusal is the appeal.
  'grant-claim': { did: 'granted a claim to be an author of', undoneBy: null },
  'refuse-claim': { did: 'refused a claim to be an author of', undoneBy: null },
  'appeal-claim': { did: 'was asked to look again at a claim to be an author of', undoneBy: null },
  'drop-rule': { did: 'refuses no more the', undoneBy: 'add-rule' },
}
