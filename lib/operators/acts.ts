import { z } from 'zod'
import { EmailAddress } from '../accounts/email-address'

const MAX_REASON_LENGTH = 200
const MAX_DOMAIN_LENGTH = 253

const issue = z.uuid('That is no issue.')
const reason = z
  .string()
  .transform((typed) => typed.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim())
  .refine((text) => text !== '', 'It takes a reason, for whoever reads this later.')
  .refine((text) => text.length <= MAX_REASON_LENGTH, `It takes at most ${MAX_REASON_LENGTH} characters.`)

/** Everything that an operator can do, as the forms post it. */
export const Act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('pause-sending'), reason }),
  z.object({ act: z.literal('resume-sending') }),
  z.object({ act: z.literal('hold'), issue, reason }),
  z.object({ act: z.literal('release'), issue }),
  z.object({ act: z.literal('resend-unknown'), issue }),
  z.object({ act: z.literal('leave-unknown'), issue }),
  z.object({ act: z.literal('test-send'), issue }),
  z.object({ act: z.literal('suppress'), email: EmailAddress, reason }),
  z.object({
    act: z.literal('lift'),
    key: z.string().regex(/^[0-9a-f]{64}$/, 'That is no entry of the list.'),
    reason,
  }),
  z.object({
    act: z.literal(['name-curator', 'name-moderator', 'take-curator', 'take-moderator']),
    reader: z.uuid('That is nobody.'),
    reason,
  }),
  z.object({ act: z.literal('free-domain'), domain: z.string().min(1).max(MAX_DOMAIN_LENGTH) }),
  z.object({ act: z.literal('invite'), email: EmailAddress }),
  z.object({ act: z.literal('uninvite'), invitation: z.uuid('That is no invitation.') }),
])
export type Act = z.infer<typeof Act>

/** What an act does, in a sentence that asks whether it is meant. */
export function actInWords(act: Act): string {
  switch (act.act) {
    case 'pause-sending':
      return 'Stop all sending? No mail leaves any more, but codes to sign in, until somebody ends the pause. Digests whose deadline passes meanwhile are left out.'
    case 'resume-sending':
      return 'Let mails leave again? What waits goes out at once, up to its deadline.'
    case 'hold':
      return 'Hold this issue? Nothing more of it leaves, also nothing that a sender holds already.'
    case 'release':
      return 'Let this issue go on? Its mails go on where they stopped, up to their deadline.'
    case 'resend-unknown':
      return 'Send the mails again of which nobody knows whether they were accepted? Some of their readers will have it twice.'
    case 'leave-unknown':
      return 'Leave the mails as they are of which nobody knows whether they were accepted? Some of their readers may have missed it.'
    case 'test-send':
      return 'Send this issue to your own address? The mail is marked as a test and counts nowhere.'
    case 'suppress':
      return 'Send no mail to this address any more?'
    case 'lift':
      return 'Let mails go to this address again?'
    case 'name-curator':
      return 'Make this reader a curator? Their picks stand before everybody.'
    case 'name-moderator':
      return 'Make this reader a moderator? They may hide, lock and ban; what they do stands in the public log.'
    case 'take-curator':
      return 'Let this reader be a curator no more? What they picked stays.'
    case 'take-moderator':
      return 'Let this reader be a moderator no more? What they decided stays.'
    case 'invite':
      return 'Invite this address? It gets a mail with a link that leads in, and may sign in and subscribe from then on.'
    case 'uninvite':
      return 'Take this address out? It is signed out everywhere, its feeds close, and no digest goes to it any more.'
    case 'free-domain':
      return `Write to ${act.domain} like to any other domain again? Mails that wait for it leave at once. Should it complain again, it is slowed again.`
  }
}
