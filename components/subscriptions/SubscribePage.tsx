import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Notice } from '../Notice'
import { Prose } from '../Prose'
import { ScheduleFields } from './ScheduleFields'

interface SubscribePageProps {
  viewTitle: string
  view: string
  email: string
  hour: string
  zone: string
  zones: readonly string[]
  faults?: Record<string, string>
  /** The list asked about is of days that are over. */
  insteadOfPast?: boolean
}

/** The form: an address, and when. */
export function SubscribePage(props: SubscribePageProps) {
  const { viewTitle, view, email, hour, zone, zones, faults = {}, insteadOfPast = false } = props
  return (
    <Prose title={`${viewTitle}, by email`}>
      <p>
        One mail a day, with the papers at the top of this list that you were not sent before. Nothing new, no mail. No
        account, no tracking, and one press to leave.
      </p>
      {insteadOfPast && (
        <Notice>
          <p>Days that are over bring nothing new, so this is what trends from now on.</p>
        </Notice>
      )}
      {(faults.form ?? faults.view ?? faults.rhythm) && (
        <Notice kind="fault">
          <p>{faults.form ?? faults.view ?? faults.rhythm}</p>
        </Notice>
      )}
      <form method="post" action={paths.subscribe} className="stack">
        <Field
          name="email"
          label="Email address"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={email}
          fault={faults.email}
        />
        <ScheduleFields hour={hour} zone={zone} zones={zones} faults={faults} askBrowser={!faults.zone} />
        <input type="hidden" name="view" value={view} />
        <input type="hidden" name="rhythm" value="daily" />
        <p hidden>
          <label>
            Leave this empty <input name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </p>
        <Button>Subscribe</Button>
      </form>
      <p>
        The address is used for this mail only. <a href={paths.aboutPrivacy}>What is kept</a>.
      </p>
    </Prose>
  )
}
