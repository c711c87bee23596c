import type { QrCode } from '@/lib/accounts/qr-code'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Prose } from '../Prose'

interface BackProps {
  back: string
  fault?: string | undefined
}

/** Asks an admin for the code of the authenticator app. */
export function SecondFactorPage({ back, fault }: BackProps) {
  return (
    <Prose title="Second step for admins">
      <p>You are signed in as a reader. To act as an admin, type the code that your authenticator app shows now.</p>
      <CodeForm action={paths.secondFactor} label="Code, or a recovery code" button="Go on" back={back} fault={fault} />
      <NotNow back={back} />
    </Prose>
  )
}

/** An admin without an app: offers to set one up. */
export function BeginSetupPage({ back }: BackProps) {
  return (
    <Prose title="Set up a second step">
      <p>
        Admins sign in with a second step: a code from an authenticator app on a telephone or in a password manager. It
        is set up once.
      </p>
      <SetupForm back={back} label="Set up an authenticator app" />
      <NotNow back={back} />
    </Prose>
  )
}

/** Starts a set-up, also to replace an app. */
export function SetupForm({ back, label, kind }: { back: string; label: string; kind?: 'quiet' }) {
  return (
    <form method="post" action={paths.secondFactorSetUp} className="stack">
      <input type="hidden" name="back" value={back} />
      <Button kind={kind}>{label}</Button>
    </form>
  )
}

/** Hands the secret to the app, and takes its first code. */
export function ConfirmSetupPage({ qr, secret, back, fault }: BackProps & { qr: QrCode; secret: string }) {
  return (
    <Prose title="Set up a second step">
      <p>Scan this with an authenticator app, then type the code that it shows.</p>
      <QrFigure qr={qr} />
      <p>
        Or type this key into the app: <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <CodeForm action={paths.secondFactorConfirm} label="Code" button="Confirm" back={back} fault={fault} />
    </Prose>
  )
}

/** Shows the recovery codes, the only time. */
export function RecoveryCodesPage({ codes, back }: BackProps & { codes: string[] }) {
  return (
    <Prose title="Keep these recovery codes">
      <p>
        Your second step is set up. When the app is lost, each of these codes takes its place once. They are shown only
        now.
      </p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={back}>I have kept them</a>
      </p>
    </Prose>
  )
}

function CodeForm({
  action,
  label,
  button,
  back,
  fault,
}: BackProps & { action: string; label: string; button: string }) {
  return (
    <form method="post" action={action} className="stack">
      <input type="hidden" name="back" value={back} />
      <Field
        name="code"
        label={label}
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={64}
        required
        fault={fault}
      />
      <Button>{button}</Button>
    </form>
  )
}

function NotNow({ back }: { back: string }) {
  return (
    <p>
      <a href={back}>Not now, go on as a reader</a>
    </p>
  )
}

const QUIET_ZONE = 4
const PIXELS_PER_SQUARE = 5

function QrFigure({ qr: { size, path } }: { qr: QrCode }) {
  const side = size + 2 * QUIET_ZONE
  const pixels = side * PIXELS_PER_SQUARE
  return (
    <svg
      role="img"
      aria-label="QR code of the key below"
      width={pixels}
      height={pixels}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
