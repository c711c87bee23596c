import type { ComponentProps } from 'react'

interface ButtonProps extends ComponentProps<'button'> {
  /** `quiet` for what is not the point of the form. */
  kind?: 'main' | 'quiet'
}

/** Sends the form it stands in. */
export function Button({ kind = 'main', ...button }: ButtonProps) {
  return <button type="submit" {...button} className={kind === 'main' ? 'button main' : 'button'} />
}
