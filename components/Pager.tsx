interface PagerProps {
  first: string | null
  next: string | null
  /** What the way on is called. */
  more?: string
}

/** To the next page of a list, and back to its beginning. Nothing when the list fits on one page. */
export function Pager({ first, next, more = 'More papers' }: PagerProps) {
  if (!first && !next) return null
  return (
    <nav className="pager" aria-label="Pages">
      {first && <a href={first}>Back to the beginning</a>}
      {next && (
        <a className="button" href={next} rel="next">
          {more}
        </a>
      )}
    </nav>
  )
}
