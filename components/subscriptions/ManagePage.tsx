import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Notice } from '../Notice'
import { Prose } from '../Prose'
import { NextMail } from './NextMail'
import { ScheduleFields } from './ScheduleFields'

interface ManagePageProps {
  token: string
  viewTitle: string
  view: string
  state: 'active' | 'paused'
  hour: string
  zone: string
  zones: readonly string[]
  faults?: Record<string, string>
  when: string
  mail: { subject: string; src: string } | null
}

/** One subscription, for the reader whose mails lead here: when the next mail comes, and every way to change or end it. */
export function ManagePage({ token, viewTitle, view, state, when, mail, ...schedule }: ManagePageProps) {
  const action = paths.manageSubscription(token)
  return (
    <Prose title={state === 'active' ? 'You are subscribed' : 'Your digest is paused'}>
      <p>
        “<a href={view}>{viewTitle}</a>”, once a day by email.
      </p>
      {state === 'active' ? (
        <NextMail when={when} mail={mail} />
      ) : (
        <Notice>
          <p>No mail comes until you resume it.</p>
        </Notice>
      )}
      <h2>Change it</h2>
      <form method="post" action={action} className="stack">
        <ScheduleFields {...schedule} />
        <Button name="act" value="reschedule">
          Save
        </Button>
      </form>
      <form method="post" action={action}>
        {state === 'active' ? (
          <Button kind="quiet" name="act" value="pause">
            Pause
          </Button>
        ) : (
          <Button kind="quiet" name="act" value="resume">
            Resume
          </Button>
        )}
      </form>
      <form method="post" action={action}>
        <Button kind="quiet" name="act" value="unsubscribe">
          Unsubscribe
        </Button>
      </form>
    </Prose>
  )
}
