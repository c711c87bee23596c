import { Field, SelectField } from '../Field'

/** What was typed of a list. */
export interface TypedList {
  name: string
  description: string
  visibility: string
}

const WHO = [
  { value: 'private', label: 'Only me' },
  { value: 'shared', label: 'Whoever has its address' },
  { value: 'public', label: 'Everybody, on my page' },
]

/** The fields that say what a list is. */
export function ListFields({ values, faults = {} }: { values: TypedList; faults?: Record<string, string> }) {
  return (
    <>
      <Field
        name="name"
        label="Name"
        defaultValue={values.name}
        fault={faults.name}
        required
        maxLength={80}
        autoComplete="off"
      />
      <Field
        name="description"
        label="What it is about"
        hint="If you like"
        defaultValue={values.description}
        fault={faults.description}
        maxLength={500}
        autoComplete="off"
      />
      <SelectField
        name="visibility"
        label="Who can read it"
        defaultValue={values.visibility}
        fault={faults.visibility}
        options={WHO}
      />
    </>
  )
}
