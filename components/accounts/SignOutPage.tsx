import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'

/** One button that signs out. */
export function SignOutPage() {
  return (
    <Prose title="Sign out">
      <form method="post" action={paths.signOut} className="stack">
        <Button>Sign out of this browser</Button>
      </form>
    </Prose>
  )
}
