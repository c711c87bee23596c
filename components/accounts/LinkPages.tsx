import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'

/** The mailed link, opened in the browser that asked: one press finishes. */
export function LinkHerePage({ token }: { token: string }) {
  return (
    <Prose title="Almost there">
      <p>This is the browser that asked to sign in.</p>
      <form method="post" action={paths.signInLink(token)} className="stack">
        <Button>Sign in</Button>
      </form>
    </Prose>
  )
}

/**
 * The mailed link, opened anywhere else, or too late. It has no field on purpose: a code typed outside the browser that asked
 * is how codes are stolen.
 */
export function LinkElsewherePage() {
  return (
    <Prose title="Type the code in the browser that asked">
      <p>
        This link signs in only in the browser in which you asked for it. Go back there and type the code from the mail.
      </p>
      <p>
        If you asked in this very browser, the link was used, replaced by a newer one, or is over:{' '}
        <a href={paths.signIn}>ask for a new mail</a>. If you did not ask at all, there is nothing to do.
      </p>
    </Prose>
  )
}
