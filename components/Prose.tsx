import type { ReactNode } from 'react'

/** A narrow column for text and forms: about pages, sign-in, settings. */
export function Prose({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="prose">
      <h1>{title}</h1>
      {children}
    </section>
  )
}
