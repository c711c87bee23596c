import { EmptyState } from '@/components/EmptyState'
import type { MailSummary } from '@/lib/mail/mailbox'
import { paths } from '@/lib/paths'
import { MailTime } from './MailTime'

/** The list of the local mailbox. */
export function Mailbox({ mails }: { mails: MailSummary[] }) {
  return (
    <section>
      <header className="view-head">
        <h1>Mailbox</h1>
        <p className="lead">No mail server is set, so mails stay on this machine. Nobody else can see this page.</p>
      </header>
      {mails.length === 0 ? (
        <EmptyState>
          No mail yet. <a href={paths.signIn}>Sign in</a> or <a href={paths.subscribe}>subscribe</a>, and one comes in a
          few seconds.
        </EmptyState>
      ) : (
        <ul className="papers">
          {mails.map((mail) => (
            <MailEntry key={mail.file} mail={mail} />
          ))}
        </ul>
      )}
    </section>
  )
}

function MailEntry({ mail: { file, from, to, subject, date } }: { mail: MailSummary }) {
  return (
    <li>
      <h2>
        <a href={paths.mailboxMail(file)}>{subject || 'Without a subject'}</a>
      </h2>
      <p className="facts">
        <span>To {to}</span>
        <span>From {from}</span>
        {date && <MailTime at={date} />}
      </p>
    </li>
  )
}
