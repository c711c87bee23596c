import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { PublicNameField } from '../PublicNameField'

interface NameFormProps {
  name: string | null
  votesPublic: boolean
  /** What was asked for, and why it cannot be had. */
  typed?: string
  fault?: string
}

/** The name that a reader goes by in public. Until there is one, nothing of theirs is public. */
export function NameForm({ name, votesPublic, typed, fault }: NameFormProps) {
  return (
    <>
      <h2 id="your-name">Your name</h2>
      <form method="post" action={paths.settingsName} className="stack">
        <PublicNameField
          label="What you are called in public"
          hint="It stands beside what you write; your address never does. After a change, digests of your page go on under the new name."
          typed={typed ?? name ?? ''}
          fault={fault}
          autoComplete="nickname"
        />
        <Button kind="quiet">{name ? 'Change it' : 'Take it'}</Button>
      </form>
      {name && (
        <>
          <p>
            <a href={paths.person(name)}>Your page</a> shows what you submit and pick
            {votesPublic ? ', and what you vote for.' : '. What you vote for is shown to nobody.'}
          </p>
          <form method="post" action={paths.settingsVotes}>
            <Button kind="quiet" name="votes" value={votesPublic ? 'private' : 'public'}>
              {votesPublic ? 'Hide my votes' : 'Show my votes there'}
            </Button>
          </form>
        </>
      )}
    </>
  )
}
