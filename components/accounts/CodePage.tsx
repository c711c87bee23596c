import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Prose } from '../Prose'

interface CodePageProps {
  minutes: number
  /** Mails do not leave this machine: where they can be read. */
  mailboxPath: string | null
  fault?: string | undefined
}

/** Takes the code, in the browser that asked for it. */
export function CodePage({ minutes, mailboxPath, fault }: CodePageProps) {
  return (
    <Prose title="Type the code from the mail">
      <p>
        A mail with a code is on its way to the address that you gave. It is good for {minutes} minutes, once, and in
        this browser only.
      </p>
      {mailboxPath && (
        <p>
          Mails stay on this machine: <a href={mailboxPath}>open the local mailbox</a>.
        </p>
      )}
      <form method="post" action={paths.signInCode} className="stack">
        <Field
          name="code"
          label="Code"
          placeholder="XXXX-XXXX"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={64}
          required
          fault={fault}
        />
        <Button>Sign in</Button>
      </form>
      <p>
        Nothing came? Look into the spam folder, or <a href={paths.signIn}>ask again</a>; the newest code is the one
        that counts.
      </p>
    </Prose>
  )
}
