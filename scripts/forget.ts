import { EmailAddress } from '@/lib/accounts/email-address'
import { type Forgotten, forgetReader } from '@/lib/community/forget-reader'
import { InputError } from '@/lib/errors'
import { runCommand } from './command'

await runCommand({
  name: 'forget',
  summary:
    'Deletes everything that is kept about an email address: account, votes, marks, subscriptions, mails. It cannot be undone.',
  positionals: ['ADDRESS'],
  needsDatabase: true,
  run: async ({ positionals: [typed = ''] }) => {
    const forgotten = await forgetReader(address(typed))
    return { json: forgotten, text: told(forgotten) }
  },
})

function address(typed: string): string {
  const read = EmailAddress.safeParse(typed)
  if (!read.success) throw new InputError(read.error.issues[0]?.message ?? 'That is no email address.')
  return read.data
}

function told({ wasKnown, votes, marks, subscriptions, sessions, mails }: Forgotten): string {
  if (!wasKnown) return 'Nothing is kept about this address.'
  return `Forgotten. Votes taken back: ${votes}; papers saved or dismissed: ${marks}; subscriptions: ${subscriptions}; sessions: ${sessions}; rows of the ledger of mails: ${mails}.`
}
