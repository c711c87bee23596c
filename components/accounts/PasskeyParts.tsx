import type { ListedPasskey } from '@/lib/accounts/passkeys/keep'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Fault } from '../Field'
import { Instant } from './Instant'

/** Signing in by passkey: the script shows it where the browser knows passkeys, and fills in the answer. */
export function PasskeySignIn({ back, fault }: { back: string; fault?: string | undefined }) {
  return (
    <form method="post" action={paths.passkey} data-passkey="get" data-options={paths.passkeyOptions} hidden={!fault}>
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="answer" />
      {fault && <Fault of="passkey">{fault}</Fault>}
      <Button kind="quiet">Sign in with a passkey</Button>
    </form>
  )
}

/** The reader's passkeys, and the way to another. */
export function PasskeysPart({ passkeys }: { passkeys: ListedPasskey[] }) {
  return (
    <>
      <h2 id="passkeys">Passkeys</h2>
      <p>
        With a passkey you sign in by your device instead of a mailed code. Codes go on working.
        <noscript> Adding one takes a browser with scripts.</noscript>
      </p>
      <ul className="rows">
        {passkeys.map(({ id, name, createdAt, usedAt }, at) => (
          <li key={id}>
            <p>
              <strong>{name}</strong>, since <Instant at={createdAt} />
              {usedAt && (
                <>
                  , last used <Instant at={usedAt} />
                </>
              )}
            </p>
            <details>
              <summary>Change</summary>
              <form method="post" action={paths.passkeys} className="stack">
                <input type="hidden" name="id" value={id} />
                <PasskeyName label="Name" id={`passkey-name-${at}`} value={name} />
                <Button kind="quiet" name="act" value="name">
                  Rename
                </Button>{' '}
                <Button kind="quiet" name="act" value="remove">
                  Remove
                </Button>
              </form>
            </details>
          </li>
        ))}
      </ul>
      <form
        method="post"
        action={paths.passkeys}
        className="stack"
        data-passkey="create"
        data-options={paths.addPasskeyOptions}
        hidden
      >
        <input type="hidden" name="act" value="add" />
        <input type="hidden" name="answer" />
        <PasskeyName label="Name of the new passkey" id="new-passkey-name" value="" />
        <Button kind="quiet">Add a passkey</Button>
      </form>
    </>
  )
}

function PasskeyName({ label, id, value }: { label: string; id: string; value: string }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name="name" maxLength={60} defaultValue={value} autoComplete="off" />
    </div>
  )
}
