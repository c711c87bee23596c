import type { ReactNode } from 'react'
import { MailFrame } from '@/components/MailFrame'
import type { KeptMail } from '@/lib/mail/mailbox'
import { paths } from '@/lib/paths'
import { MailTime } from './MailTime'

/** One mail of the local mailbox, both parts and its outside. */
export function MailPage({ mail }: { mail: KeptMail }) {
  const { file, from, to, subject, date, html, text, headers, links } = mail
  return (
    <article>
      <header className="view-head">
        <p className="crumb">
          <a href={paths.mailbox}>
            <span aria-hidden="true">← </span>Mailbox
          </a>
        </p>
        <h1>{subject || 'Without a subject'}</h1>
        <p className="facts">
          <span>To {to}</span>
          <span>From {from}</span>
          {date && <MailTime at={date} />}
        </p>
      </header>
      {html && <MailFrame src={paths.mailboxHtml(file)} title={`The mail: ${subject}`} />}
      <Part title="Links" open={links.length <= 2}>
        <ul>
          {links.map((link) => (
            <li key={link} className="break-all">
              <a href={link}>{link}</a>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="As text" open={!html}>
        <pre className="overflow-x-auto whitespace-pre-wrap">{text}</pre>
      </Part>
      <Part title="Headers">
        <pre className="overflow-x-auto whitespace-pre-wrap break-all">{headers.join('\n')}</pre>
      </Part>
    </article>
  )
}

function Part({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary>
        <strong>{title}</strong>
      </summary>
      {children}
    </details>
  )
}
