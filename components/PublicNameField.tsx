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
      minLength={NAME_RULE.minLength}
      maxLength={NAME_RULE.maxLength}
      // Spaces around it are nobody's fault: the door takes them off.
      pattern={`\\s*${NAME_RULE.pattern}\\s*`}
      title={RULE}
    />
  )
}
