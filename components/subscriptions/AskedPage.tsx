import { Notice } from '../Notice'
import { Prose } from '../Prose'
import { NextMail, type NextMailProps } from './NextMail'

interface AskedPageProps extends NextMailProps {
  viewTitle: string
  /** Mails do not leave this machine: where they can be read. */
  mailboxPath: string | null
}

/** Right after asking; the same for every address. */
export function AskedPage({ viewTitle, mailboxPath, ...next }: AskedPageProps) {
  return (
    <Prose title="One step left: confirm it">
      <Notice>
        <p>
          A mail with a link is on its way to the address that you gave. Digests of “{viewTitle}” come once you have
          pressed the button behind that link, and not before.
        </p>
        {mailboxPath && (
          <p>
            Mails stay on this machine: <a href={mailboxPath}>open the local mailbox</a>.
          </p>
        )}
      </Notice>
      <p>
        Nothing came? Look into the spam folder. Until its button is pressed, an address gets one such mail a day, so
        that nobody is flooded from here: if another digest was asked for today, confirm that one, and ask for this one
        again.
      </p>
      <NextMail {...next} />
    </Prose>
  )
}
