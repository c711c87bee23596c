import { MailFrame } from '../MailFrame'

export interface NextMailProps {
  /** `Tue 24 Nov, 08:00 Europe/Berlin`. */
  when: string
  /** `what arXiv announces on Mon evening`. */
  brings: string
  /** Null while there is no paper to send. */
  mail: { subject: string; src: string; isExample: boolean } | null
}

/** When the next mail comes, and the very mail. */
export function NextMail({ when, brings, mail }: NextMailProps) {
  return (
    <>
      <h2 id="next">Next mail: {when}</h2>
      <p>It brings {brings}.</p>
      {mail ? (
        <>
          <p>
            {mail.isExample
              ? `Nothing of it is here yet. This is what the digest before it was made of: “${mail.subject}”.`
              : `If nothing changes until then, this is the mail: “${mail.subject}”. New papers and votes can still change it.`}
          </p>
          <MailFrame src={mail.src} title={`The mail: ${mail.subject}`} />
        </>
      ) : (
        <p>No paper waits that you were not sent yet. The mail comes when there is one; an empty one never does.</p>
      )}
    </>
  )
}
