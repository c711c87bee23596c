import type { ComponentProps, ReactNode } from 'react'

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  name: string
  label: string
  /** What it takes, in a few words. */
  hint?: ReactNode
  /** What was wrong with what was typed. */
  fault?: string | undefined
}

/** A labelled input with its hint and its fault, both tied to it for people who hear the page. */
export function Field({ name, label, hint, fault, ...input }: FieldProps) {
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input
        {...input}
        id={name}
        name={name}
        aria-describedby={described || undefined}
        aria-invalid={fault ? true : undefined}
      />
      {fault && <Fault of={name}>{fault}</Fault>}
    </div>
  )
}

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'> {
  name: string
  label: string
  hint?: ReactNode
  fault?: string | undefined
  options: { value: string; label: string }[]
}

/** The same for a choice of few. */
export function SelectField({ name, label, hint, fault, options, ...select }: SelectFieldProps) {
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <select
        {...select}
        id={name}
        name={name}
        aria-describedby={described || undefined}
        aria-invalid={fault ? true : undefined}
      >
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      {fault && <Fault of={name}>{fault}</Fault>}
    </div>
  )
}

/** What a field takes, beside it. */
export function Fault({ of, children }: { of: string; children: string }) {
  return (
    <p className="fault" id={`${of}-fault`}>
      {children}
    </p>
  )
}
