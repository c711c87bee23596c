interface DayLink {
  path: string
  label: string
}

export interface Days {
  previous: DayLink | null
  next: DayLink | null
}

/** To the nearest days before and after on which papers were announced. */
export function DayNav({ days: { previous, next } }: { days: Days }) {
  if (!previous && !next) return null
  return (
    <nav className="day-nav" aria-label="Other days">
      {previous && (
        <a href={previous.path} rel="prev">
          <span aria-hidden="true">←</span> {previous.label}
        </a>
      )}
      {next && (
        <a href={next.path} rel="next" className="next">
          {next.label} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  )
}
