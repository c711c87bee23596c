import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Notice } from '../Notice'
import { Prose } from '../Prose'
import { DigestFields } from './DigestFields'
import type { DigestValues } from './digest-values'
import { NextMail, type NextMailProps } from './NextMail'
import { PersonTick } from './PersonTick'

interface ManagePageProps {
  token: string
  /** The reader's own name for it, else the list's title. */
  name: string
  view: string
  state: 'active' | 'paused'
  /** `every day at 08:00 Europe/Berlin`, `up to 15 papers, with their abstracts`. */
  schedule: string
  length: string
  /** The day from which a paused digest comes again by itself, in words; null: when it is resumed. */
  pausedUntil: string | null
  /** Why no mail can come, whatever stands here. */
  hindrance: string | null
  /** What was done just now. */
  done: string | null
  values: DigestValues
  zones: readonly string[]
  faults?: Record<string, string>
  next: NextMailProps
  /** A mail of it was sent already. */
  hasLast: boolean
  /** The reader's digests besides this one. */
  others: number
  /** Nobody is known to sit at this browser. */
  needsTick: boolean
  /** The reader is signed in: the settings are one step away. */
  isSignedIn: boolean
}

/** One digest, for the reader whose mails lead here: when the next mail comes, and every way to change or end it. */
export function ManagePage({ token, name, view, state, ...page }: ManagePageProps) {
  const action = paths.manageSubscription(token)
  const { hindrance, done, values, zones, faults = {}, others } = page
  return (
    <Prose title={state === 'active' ? 'You are subscribed' : 'Your digest is paused'}>
      {done && (
        <Notice kind="done">
          <p>{done}</p>
        </Notice>
      )}
      {hindrance && (
        <Notice kind="fault">
          <p>{hindrance}</p>
        </Notice>
      )}
      <p>
        “<a href={view}>{name}</a>” comes {page.schedule}, {page.length}.
      </p>
      {state === 'active' ? <NextMail {...page.next} /> : <Paused until={page.pausedUntil} />}
      <h2>Change it</h2>
      <form method="post" action={action} className="stack">
        <DigestFields values={values} zones={zones} faults={faults} />
        <Button name="act" value="reschedule">
          Save
        </Button>
      </form>
      <form method="post" action={action} className="stack">
        <PersonTick
          label="I opened this page myself: the buttons below take this tick"
          isNeeded={page.needsTick}
          isMissing={faults.person !== undefined}
        />
        <h2>{state === 'active' ? 'Pause it' : 'Have it again'}</h2>
        {state === 'active' ? <Pause fault={faults.until} /> : <Act act="resume" />}
        {page.hasLast && (
          <>
            <h2>The last mail</h2>
            <p>It is gone, or was never seen? It can come again, with the same papers.</p>
            <Act act="again" />
          </>
        )}
        <h2>Leave</h2>
        <Act act="unsubscribe" />
        {others > 0 && <Act act="unsubscribe-all" />}
      </form>
      <YourData isSignedIn={page.isSignedIn} />
    </Prose>
  )
}

function Paused({ until }: { until: string | null }) {
  return (
    <Notice>
      <p>
        {until
          ? `No mail comes until ${until}. From then on it comes by itself again, or sooner when you resume it.`
          : 'No mail comes until you resume it.'}
      </p>
    </Notice>
  )
}

function Pause({ fault }: { fault: string | undefined }) {
  return (
    <>
      <Field
        name="until"
        type="date"
        label="Until"
        hint="The day on which it comes again; empty: until you resume it."
        fault={fault}
      />
      <Act act="pause" />
    </>
  )
}

const LABELS = {
  pause: 'Pause',
  resume: 'Resume',
  again: 'Send me the last one again',
  unsubscribe: 'Unsubscribe',
  'unsubscribe-all': 'Unsubscribe from all my digests',
}

function Act({ act }: { act: keyof typeof LABELS }) {
  return (
    <p>
      <Button kind="quiet" name="act" value={act}>
        {LABELS[act]}
      </Button>
    </p>
  )
}

function YourData({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <>
      <h2>Your data</h2>
      <p>
        All your digests, everything that was sent to you as a file, and a button that deletes all of it stand in{' '}
        <a href={isSignedIn ? paths.settings : paths.signInTo(paths.settings)}>your settings</a>
        {isSignedIn ? '.' : ': sign in with this address. A mail that you passed on must not open them.'}
      </p>
    </>
  )
}
