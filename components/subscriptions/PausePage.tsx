import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Fault } from '../Field'
import { Prose } from '../Prose'

interface PausePageProps {
  token: string
  title: string
  fault?: string
}

const CHOICES = [
  ['7', 'for a week'],
  ['14', 'for two weeks'],
  ['30', 'for a month'],
  ['open', 'until I resume it'],
] as const

/** Asks for how long. Opening this page changes nothing: mail scanners open every link. */
export function PausePage({ token, title, fault }: PausePageProps) {
  return (
    <Prose title="Pause">
      <p>No mails of “{title}” for a while? It comes back by itself, and what was announced meanwhile is not sent.</p>
      <form method="post" action={paths.pauseSubscription(token)} className="stack">
        <fieldset {...(fault ? { 'aria-describedby': 'days-fault' } : {})}>
          <legend>Pause it</legend>
          {CHOICES.map(([value, words]) => (
            <p key={value}>
              <label>
                <input type="radio" name="days" value={value} required /> {words}
              </label>
            </p>
          ))}
        </fieldset>
        {fault ? <Fault of="days">{fault}</Fault> : null}
        <Button>Pause</Button>
      </form>
    </Prose>
  )
}
