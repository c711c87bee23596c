import type { IntentAct } from '@/lib/accounts/intent'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Prose } from '../Prose'

interface SignInPageProps {
  /** Where to go then. */
  back: string
  /** What signing in finishes: an act that was asked for signed out. */
  intent: IntentAct | null
  email?: string | undefined
  fault?: string | undefined
}

const KEPT: Record<IntentAct, string> = {
  vote: 'Your vote is kept and will be given',
  save: 'The paper will be on your reading list',
  dismiss: 'The paper will be out of your sight',
}

/** Asks for the address. Signing in and signing up are one thing. */
export function SignInPage({ back, intent, email, fault }: SignInPageProps) {
  return (
    <Prose title="Sign in">
      <p>
        {intent && `${KEPT[intent]} as soon as you are signed in. `}
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
