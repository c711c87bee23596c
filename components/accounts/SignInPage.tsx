import type { Intent, IntentAct } from '@/lib/accounts/intent'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Prose } from '../Prose'
import { PasskeySignIn } from './PasskeyParts'
import { ProviderForms } from './ProviderPages'

interface SignInPageProps {
  /** Where to go then. */
  back: string
  /** What signing in finishes: an act that was asked for signed out. */
  intent: Intent | null
  /** Who else may vouch for somebody. */
  providers: { name: string; label: string }[]
  passkeyFault?: string | undefined
  email?: string | undefined
  fault?: string | undefined
}

/** What asked for it, where that is not plain. */
const LEADS_TO: Readonly<Record<string, string>> = {
  [paths.readingList]: 'Your reading list is yours alone: sign in to see it. ',
  [paths.forYou]: 'The list is made for you alone: sign in to see it. ',
  [paths.settings]: 'Sign in to see your settings. ',
}

const KEPT: Record<IntentAct, (paper: string) => string> = {
  vote: (paper) => `Your vote for ${paper} is kept and will be given`,
  save: (paper) => `${paper} will be on your reading list`,
  dismiss: (paper) => `${paper} will be out of your sight`,
}

/** Asks for the address. Signing in and signing up are one thing. */
export function SignInPage({ back, intent, providers, passkeyFault, email, fault }: SignInPageProps) {
  return (
    <Prose title="Sign in">
      <p>
        {LEADS_TO[back]}
        {intent && `${KEPT[intent.act](`arXiv:${intent.paperId}`)} as soon as you are signed in. `}
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
      <PasskeySignIn back={back} fault={passkeyFault} />
      <ProviderForms providers={providers} back={back} />
    </Prose>
  )
}
