import { NAME_RULE } from '@/lib/accounts/name-rule'
import { Field } from './Field'

interface PublicNameFieldProps {
  label: string
  /** What the name is for. What it takes is told behind it. */
  hint?: string
  typed?: string | undefined
  fault?: string | undefined
  autoComplete: 'nickname' | 'off'
}

const RULE = `It takes ${NAME_RULE.takes}.`

/** A name that stands in public, of a reader or a group: what cannot be one stays in the field, without being sent. */
export function PublicNameField({ hint, typed, ...field }: PublicNameFieldProps) {
  return (
    <Field
      {...field}
      name="name"
      hint={hint ? `${hint} ${RULE}` : RULE}
      defaultValue={typed}
      required
      // Its length, too: a limit of the field's own would cut what is pasted, and half a name is another. Spaces around it the door takes off.
      pattern={`\\s*(?=\\S{${NAME_RULE.minLength},${NAME_RULE.maxLength}}\\s*$)${NAME_RULE.pattern}\\s*`}
      title={RULE}
    />
  )
}
