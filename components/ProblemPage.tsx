import { paths } from '@/lib/paths'
import { Button } from './Button'

interface ProblemPageProps {
  title: string
  detail: string
  /** Words of an address at which nothing lives, to search for; null: searching is of no use. */
  words: string | null
  /** What helps best from here, if anything does. */
  wayOn?: WayOn | undefined
}

export interface WayOn {
  label: string
  path: string
}

/** What went wrong, in plain words, and where to go from here. */
export function ProblemPage({ title, detail, words, wayOn }: ProblemPageProps) {
  return (
    <section className="problem">
      <h1>{title}</h1>
      <p>{detail}</p>
      {wayOn && (
        <p>
          <a href={wayOn.path}>{wayOn.label}</a>
        </p>
      )}
      {words !== null && <SearchForIt words={words} />}
      <ul className="ways-on">
        <li>
          <a href={paths.latestDay}>Today’s papers</a>
        </li>
        <li>
          <a href={paths.trending}>Trending papers</a>
        </li>
        <li>
          <a href={paths.newest}>Newest papers</a>
        </li>
        {words === null && (
          <li>
            <a href={paths.search()}>Search</a>
          </li>
        )}
      </ul>
    </section>
  )
}

/** Where addresses hold keys, whole or broken: nothing that anybody looked for. */
const KEYED = /^\/(subscriptions|sign-in|settings|invitations|join|mailbox)\//

/**
 * `/papers/attention-is_all` → `attention is all`: what somebody may have looked for at this address. At most 100 characters; null
 * for an address that holds a key.
 */
export function wordsOfPath(pathname: string): string | null {
  if (KEYED.test(pathname)) return null
  return decoded(pathname)
    .split(/[^\p{L}\p{N}.]+/u)
    .filter((word) => word !== '' && !/^(papers|categories|authors|search|abs|pdf|html?|index|date)$/i.test(word))
    .join(' ')
    .slice(0, 100)
    .trim()
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

function SearchForIt({ words }: { words: string }) {
  return (
    <search aria-label="For what you looked for">
      <form action={paths.search()} method="get">
        <div className="field">
          <label htmlFor="sought">Search for it</label>
          <input id="sought" type="search" name="q" defaultValue={words} maxLength={500} />
        </div>
        <Button>Search</Button>
      </form>
    </search>
  )
}
