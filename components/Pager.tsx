/** To the next page of a list, and back to its beginning. Nothing when the list fits on one page. */
export function Pager({ first, next }: { first: string | null; next: string | null }) {
  if (!first && !next) return null
  return (
    <nav className="pager" aria-label="Pages">
      {first && <a href={first}>Back to the beginning</a>}
      {next && (
        <a className="button" href={next} rel="next">
          More papers
        </a>
      )}
    </nav>
  )
}
