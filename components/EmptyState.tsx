import type { ReactNode } from 'react'

/** Where a list would stand: why there is none, and what to do. */
export function EmptyState({ children }: { children: ReactNode }) {
  return <p className="empty-state">{children}</p>
}
