import { Fragment } from 'react'
import { paths } from '@/lib/paths'

interface AuthorsProps {
  /** In the order of the paper. */
  names: string[]
  /** How many are seen at once, the last one among them: in many fields it is the group's head. */
  shown: number
  /** So many more unfold in their place; of more than that, their number is a link. */
  folded: number
  /** Where all of them stand. */
  moreAt: string
}

/** The byline: the first names and the last, those between them on demand. */
export function Authors({ names, shown, folded, moreAt }: AuthorsProps) {
  if (names.length === 0) return null
  // One name is not worth a fold.
  if (names.length <= shown + 1) {
    return (
      <div className="authors">
        <Names names={names} />
      </div>
    )
  }
  const between = names.slice(shown - 1, -1)
  const more = `${between.length.toLocaleString('en')} more`
  return (
    <div className="authors">
      <Names names={names.slice(0, shown - 1)} />,{' '}
      {between.length > folded ? (
        <a className="more" href={moreAt}>
          {more}
        </a>
      ) : (
        <details>
          <summary>{more}</summary> <Names names={between} />
        </details>
      )}
      , <Names names={names.slice(-1)} />
    </div>
  )
}

/** Two names at most, for a line that is one line: the first and the last, no links. */
export function briefAuthors(names: string[]): string {
  const [first = '', ...rest] = names
  const last = rest.at(-1)
  if (last === undefined) return first
  return rest.length === 1 ? `${first}, ${last}` : `${first} … ${last}`
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
