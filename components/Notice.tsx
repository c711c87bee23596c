import type { ReactNode } from 'react'

/**
 * A boxed remark. `fault` is told at once to people who hear the page; `done` and `plain` are read in their place.
 */
export function Notice({ kind = 'plain', children }: { kind?: 'plain' | 'done' | 'fault'; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`} role={kind === 'fault' ? 'alert' : undefined}>
      {children}
    </div>
  )
}
