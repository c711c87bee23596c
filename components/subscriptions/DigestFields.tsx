import { Field, SelectField } from '../Field'
import type { DigestValues } from './digest-values'
import { RhythmField } from './RhythmField'

interface DigestFieldsProps {
  values: DigestValues
  zones: readonly string[]
  faults?: Record<string, string>
  /** The page's script puts the browser's own zone in. */
  askBrowser?: boolean
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

const SHAPES = [
  { value: 'full', label: 'Titles and abstracts' },
  { value: 'short', label: 'Titles and first sentences' },
  { value: 'titles', label: 'Titles only' },
]

/** Everything that a reader chooses about a digest: when it comes, and what a mail is like. */
export function DigestFields({ values, zones, faults = {}, askBrowser = false }: DigestFieldsProps) {
  return (
    <>
      <RhythmField rhythm={values.rhythm} days={values.days} fault={faults.rhythm} />
      <SelectField name="hour" label="Hour" options={HOURS} defaultValue={values.hour} fault={faults.hour} />
      <Field
        name="zone"
        label="Time zone"
        hint="The clock that the hour is read from, such as Europe/Berlin. Summer time is taken care of."
        defaultValue={values.zone}
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
      <details open={Boolean(faults.papers ?? faults.shape ?? faults.name)}>
        <summary>Length, shape and name</summary>
        <Field
          name="papers"
          label="Papers in a mail, at most"
          hint="From 5 to 25."
          type="number"
          min={5}
          max={25}
          inputMode="numeric"
          defaultValue={values.papers}
          fault={faults.papers}
        />
        <SelectField
          name="shape"
          label="Of each paper"
          options={SHAPES}
          defaultValue={values.shape}
          fault={faults.shape}
        />
        <Field
          name="name"
          label="A name of your own"
          hint="What the mail is called; empty, it is called as the list is."
          defaultValue={values.name}
          maxLength={80}
          autoComplete="off"
          fault={faults.name}
        />
      </details>
    </>
  )
}
