import type { ListedProvider } from '@/lib/accounts/openid/identities'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'
import { Instant } from './Instant'

/** One button a provider. Nothing is asked of it before it is pressed. */
export function ProviderForms({ providers, back }: { providers: { name: string; label: string }[]; back: string }) {
  if (providers.length === 0) return null
  return (
    <>
      <h2>Or</h2>
      {providers.map(({ name, label }) => (
        <form key={name} method="post" action={paths.openId(name)}>
          <input type="hidden" name="back" value={back} />
          <Button kind="quiet">Sign in with {label}</Button>
        </form>
      ))}
    </>
  )
}

/** Leads on to the provider; the header does it by itself. */
export function GoToProviderPage({ label, url }: { label: string; url: string }) {
  return (
    <Prose title={`On to ${label}`}>
      <p>
        <a href={url} rel="noreferrer">
          Go on to {label}
        </a>
        , if your browser does not by itself.
      </p>
    </Prose>
  )
}

/** Back from the provider: one press, which the script does by itself. */
export function BackFromProviderPage({ name, label, answer }: { name: string; label: string; answer: string }) {
  return (
    <Prose title={`Back from ${label}`}>
      <form method="post" action={paths.openIdBack(name)} data-go-on="">
        <input type="hidden" name="answer" value={answer} />
        <Button>Sign in</Button>
      </form>
    </Prose>
  )
}

const WHY = {
  refused: 'It was broken off, took longer than ten minutes, was finished already, or began in another browser.',
  'no-address':
    'It tells no address that it verified, and no account here is linked to it. Sign in by a mailed code first; then link it in your settings.',
  taken: 'It is linked to another account here.',
  'not-of-this-site': 'This site is not for everybody, and you do not belong to it yet. Ask whoever runs it.',
} as const

/** Why a provider's answer signs nobody in. */
export function ProviderRefusedPage({ label, why }: { label: string; why: keyof typeof WHY }) {
  return (
    <Prose title={`${label} does not sign you in here`}>
      <p>{WHY[why]}</p>
      <p>
        <a href={paths.signIn}>Sign in</a>
      </p>
    </Prose>
  )
}

/** In the settings: which providers sign the reader in. */
export function ProvidersPart({ providers }: { providers: ListedProvider[] }) {
  if (providers.length === 0) return null
  return (
    <>
      <h2 id="providers">Sign in with</h2>
      <ul className="rows">
        {providers.map(({ name, label, linked }) => (
          <li key={name}>
            <p>
              <strong>{label}</strong>
              {linked && (
                <>
                  {linked.name && `, as ${linked.name}`}, since <Instant at={linked.since} />
                </>
              )}
            </p>
            {linked ? (
              <form method="post" action={paths.providers}>
                <input type="hidden" name="provider" value={name} />
                <Button kind="quiet">Take it off</Button>
              </form>
            ) : (
              <form method="post" action={paths.openId(name)}>
                <input type="hidden" name="back" value={`${paths.settings}#providers`} />
                <Button kind="quiet">Link it</Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
