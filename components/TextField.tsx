import type { ComponentProps, ReactNode } from 'react'
import { Fault } from './Field'

interface TextFieldProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  name: string
  label: string
  hint?: ReactNode
  fault?: string | undefined
  /** When two of them stand on a page. */
  id?: string
}

/** A labelled field for text of more than a line. It takes text of any length: what is too long is said, not cut off. */
export function TextField({ name, label, hint, fault, id = name, ...textarea }: TextFieldProps) {
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        rows={5}
        {...textarea}
        id={id}
        name={name}
        aria-describedby={described || undefined}
        aria-invalid={fault ? true : undefined}
      />
      {fault && <Fault of={id}>{fault}</Fault>}
    </div>
  )
}
