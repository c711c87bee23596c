import { Field, SelectField } from '../Field'

interface ScheduleFieldsProps {
  hour: string
  zone: string
  zones: readonly string[]
  faults?: Record<string, string>
  /** The page's script puts the browser's own zone in. */
  askBrowser?: boolean
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** When the mail comes: an hour, and whose hour. */
export function ScheduleFields({ hour, zone, zones, faults = {}, askBrowser = false }: ScheduleFieldsProps) {
  return (
    <>
      <SelectField name="hour" label="Hour" options={HOURS} defaultValue={hour} fault={faults.hour} />
      <Field
        name="zone"
        label="Time zone"
        hint="The clock that the hour is read from, such as Europe/Berlin. Summer time is taken care of."
        defaultValue={zone}
        list="zones"
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        fault={faults.zone}
        {...(askBrowser ? { 'data-zone': '' } : {})}
      />
      <datalist id="zones">
        {zones.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
