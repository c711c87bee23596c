import { Fragment } from 'react'
import { paths } from '@/lib/paths'

interface AuthorsProps {
  /** In the order of the paper. */
  names: string[]
  /** How many are seen at once. */
  shown: number
  /** How many more are on the page, folded; the rest is told as a number. */
  folded: number
  /** Where all of them stand. */
  moreAt: string
}

/** The byline: the first names, the rest on demand. */
export function Authors({ names, shown, folded, moreAt }: AuthorsProps) {
  if (names.length === 0) return null
  // One name is not worth a fold.
  const first = names.slice(0, names.length <= shown + 1 ? names.length : shown)
  const rest = names.slice(first.length, first.length + folded)
  const untold = names.length - first.length - rest.length
  return (
    <div className="authors">
      <Names names={first} />
      {rest.length > 0 && ' '}
      {rest.length > 0 && (
        <details>
          <summary>and {(names.length - first.length).toLocaleString('en')} more</summary> <Names names={rest} />
          {untold > 0 && (
            <>
              {' '}
              and <a href={moreAt}>{untold.toLocaleString('en')} others</a>
            </>
          )}
        </details>
      )}
    </div>
  )
}

function Names({ names }: { names: string[] }) {
  return names.map((name, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a paper may list two people of one name, and nothing is ever reordered
    <Fragment key={place}>
      {place > 0 && ', '}
      <a href={paths.author(name)}>{name}</a>
    </Fragment>
  ))
}
