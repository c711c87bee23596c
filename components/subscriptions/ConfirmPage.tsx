import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'
import { ScheduleFields } from './ScheduleFields'

interface ConfirmPageProps {
  token: string
  viewTitle: string
  hour: string
  zone: string
  zones: readonly string[]
  faults?: Record<string, string>
}

/** What will be confirmed; the press confirms it. Opening this page changes nothing: mail scanners open every link. */
export function ConfirmPage({ token, viewTitle, ...schedule }: ConfirmPageProps) {
  return (
    <Prose title="Do you want this digest?">
      <p>
        “{viewTitle}”, once a day by email, with papers that you were not sent before. If you did not ask for it, close
        this page: without your press nothing is sent.
      </p>
      <form method="post" action={paths.confirmSubscription(token)} className="stack">
        <ScheduleFields {...schedule} />
        <Button>Yes, send it to me</Button>
      </form>
    </Prose>
  )
}
