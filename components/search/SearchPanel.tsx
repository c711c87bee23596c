import { LeftOut, type Note } from './LeftOut'

/** A way on: the same search changed in one thing. */
export interface Way {
  label: string
  path: string
}

export interface SearchPanelProps {
  /** `35 papers`, `about 12,400 papers`. */
  count: string
  /** Each part that was understood; its path is the search without it. */
  parts: Way[]
  ignored: readonly Note[]
  /** A sentence; null: everything that matches was ranked. */
  limited: string | null
  /** What may have been meant. */
  meant: Way | null
  /** An author of the name that was typed. */
  author: Way | null
  /** Where nothing was found: what nearly was, and stands below. */
  nearest: { without: string | null; count: string; path: string } | null
  sorts: (Way & { isCurrent: boolean })[]
  facets: { name: string; ways: (Way & { papers: number })[] }[]
}

/** Above the results of a search: what was understood, how much was found, and how to go on. */
export function SearchPanel({
  count,
  parts,
  ignored,
  limited,
  meant,
  author,
  nearest,
  sorts,
  facets,
}: SearchPanelProps) {
  return (
    <section className="search-panel" aria-label="This search">
      {parts.length > 0 && (
        <ul className="parts" aria-label="Understood; each can be removed">
          {parts.map(({ label, path }) => (
            <li key={label}>
              <a href={path}>
                <span className="unseen">Remove </span>
                {label} <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {ignored.length > 0 && <LeftOut notes={ignored} />}
      {meant && (
        <p className="meant">
          Did you mean <a href={meant.path}>{meant.label}</a>?
        </p>
      )}
      {limited && <p className="limited">{limited}</p>}
      {author && (
        <p>
          All papers by <a href={author.path}>{author.label}</a>
        </p>
      )}
      {nearest && (
        <p className="nearest">
          Nothing holds all of this.{' '}
          {nearest.without === null ? (
            'The nearest, in the other spelling:'
          ) : (
            <>
              What kept these out: <code>{nearest.without}</code>. Without it:
            </>
          )}{' '}
          <a href={nearest.path}>{nearest.count.toLowerCase()}</a>.
        </p>
      )}
      <div className="order">
        <p>{count}</p>
        <nav aria-label="Order">
          <ul>
            {sorts.map(({ label, path, isCurrent }) => (
              <li key={label}>
                <a href={path} aria-current={isCurrent ? 'true' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {facets.length > 0 && (
        <details className="facets">
          <summary>Narrow it</summary>
          {facets.map(({ name, ways }) => (
            <nav key={name} aria-label={name}>
              <h2>{name}</h2>
              <ul>
                {ways.map(({ label, path, papers }) => (
                  <li key={label}>
                    <a href={path}>{label}</a> <span className="count">{papers.toLocaleString('en')}</span>
                  </li>
                ))}
              </ul>
            </nav>
          ))}
        </details>
      )}
    </section>
  )
}
