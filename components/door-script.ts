/*
 * What the pages of signing in and the settings have besides: passkeys, which no form can ask for, and the one press after a provider. It asks nobody
 * but this site. At most 2,048 bytes: a test holds it.
 */

/** Newer than the compiler's own list of what browsers have. */
interface Passkeys {
  parseRequestOptionsFromJSON?: (options: unknown) => PublicKeyCredentialRequestOptions
  parseCreationOptionsFromJSON?: (options: unknown) => PublicKeyCredentialCreationOptions
}

const passkeys = (globalThis as { PublicKeyCredential?: Passkeys }).PublicKeyCredential

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!passkeys?.parseRequestOptionsFromJSON) break
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask(form)
  })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-go-on]')) form.submit()

/** Has the authenticator answer, and sends the form with it. Whoever breaks it off stays where they are. */
async function ask(form: HTMLFormElement): Promise<void> {
  const { passkey, options: address } = form.dataset
  const answer = await fetch(address ?? '', { method: 'POST', headers: { accept: 'application/json' } })
  if (!answer.ok) return
  const options: unknown = await answer.json()
  const asked =
    passkey === 'get'
      ? navigator.credentials.get({ publicKey: passkeys?.parseRequestOptionsFromJSON?.(options) as never })
      : navigator.credentials.create({ publicKey: passkeys?.parseCreationOptionsFromJSON?.(options) as never })
  const credential = await asked.catch(() => null)
  const field = form.elements.namedItem('answer')
  if (!credential || !(field instanceof HTMLInputElement)) return
  field.value = JSON.stringify(credential)
  form.submit()
}
