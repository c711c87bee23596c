import { EmptyState } from '@/components/EmptyState'
import { Prose } from '@/components/Prose'
import type { MailSummary } from '@/lib/mail/mailbox'
import { paths } from '@/lib/paths'
import { MailTime } from './MailTime'

/** The list of the local mailbox. */
export function Mailbox({ mails }: { mails: MailSummary[] }) {
  return (
    <Prose title="Mailbox">
      <p>No mail server is set, so mails stay on this machine. Nobody else can see this page.</p>
      {mails.length === 0 ? (
        <EmptyState>
          No mail yet. <a href={paths.signIn}>Sign in</a> or <a href={paths.subscribe}>subscribe</a>, and one comes in a
          few seconds.
        </EmptyState>
      ) : (
        <ul className="rows">
          {mails.map((mail) => (
            <MailEntry key={mail.file} mail={mail} />
          ))}
        </ul>
      )}
    </Prose>
  )
}

function MailEntry({ mail: { file, from, to, subject, date } }: { mail: MailSummary }) {
  return (
    <li>
      <strong>
        <a href={paths.mailboxMail(file)}>{subject || 'Without a subject'}</a>
      </strong>
      <p className="facts">
        <span>To {to}</span>
        <span>From {from}</span>
        {date && <MailTime at={date} />}
      </p>
    </li>
  )
}
