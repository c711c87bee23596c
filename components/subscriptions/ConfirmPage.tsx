import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'
import { DigestFields } from './DigestFields'
import type { DigestValues } from './digest-values'
import { PersonTick } from './PersonTick'

interface ConfirmPageProps {
  token: string
  viewTitle: string
  /** `every day at 08:00 Europe/Berlin`. */
  schedule: string
  values: DigestValues
  zones: readonly string[]
  faults?: Record<string, string>
  /** Nobody is known to sit at this browser. */
  needsTick: boolean
}

/** What will be confirmed; the press confirms it. Opening this page changes nothing: mail scanners open every link. */
export function ConfirmPage({ token, viewTitle, schedule, needsTick, ...fields }: ConfirmPageProps) {
  return (
    <Prose title="Do you want this digest?">
      <p>
        “{viewTitle}”, {schedule}, by email, with papers that you were not sent before. If you did not ask for it, close
        this page: without your press nothing is sent.
      </p>
      {fields.faults?.form && <p className="fault">{fields.faults.form}</p>}
      <form method="post" action={paths.confirmSubscription(token)} className="stack">
        <DigestFields {...fields} />
        <PersonTick
          label="Yes, I asked for this"
          isNeeded={needsTick}
          isMissing={fields.faults?.person !== undefined}
        />
        <Button>Yes, send it to me</Button>
      </form>
    </Prose>
  )
}
