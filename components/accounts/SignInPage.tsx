import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Prose } from '../Prose'

interface SignInPageProps {
  /** Where to go then. */
  back: string
  /** Signing in finishes a vote that was given signed out. */
  toVote: boolean
  email?: string | undefined
  fault?: string | undefined
}

/** Asks for the address. Signing in and signing up are one thing. */
export function SignInPage({ back, toVote, email, fault }: SignInPageProps) {
  return (
    <Prose title="Sign in">
      <p>
        {toVote && 'Your vote is kept and will be given as soon as you are signed in. '}
        We mail you a code. There is no password, and the first time makes your account.
      </p>
      <form method="post" action={paths.signIn} className="stack">
        <input type="hidden" name="back" value={back} />
        <Field
          name="email"
          label="Email address"
          type="text"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={email}
          fault={fault}
        />
        <Button>Mail me a code</Button>
      </form>
    </Prose>
  )
}
