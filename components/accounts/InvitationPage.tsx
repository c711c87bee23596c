import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'

/** Where the link of an invitation leads: one button, which asks for a code. */
export function InvitationPage({ siteName, email, token }: { siteName: string; email: string; token: string }) {
  return (
    <Prose title={`You are invited to ${siteName}`}>
      <p>
        The invitation is for <strong>{email}</strong>. We mail a code to that address; typed in this browser, it signs
        you in. There is no password.
      </p>
      <form method="post" action={paths.invitation(token)}>
        <Button>Mail me a code</Button>
      </form>
    </Prose>
  )
}

/** The link is over, used, replaced, or was never ours. */
export function InvitationOverPage() {
  return (
    <Prose title="This invitation is over">
      <p>
        It was used, taken back, replaced by a newer one, or is older than two weeks. If you came in with it before,{' '}
        <a href={paths.signIn}>sign in with your address</a>. Otherwise ask whoever invited you for a new one.
      </p>
    </Prose>
  )
}
