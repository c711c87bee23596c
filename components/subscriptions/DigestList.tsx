import { paths } from '@/lib/paths'
import { Button } from '../Button'

export interface ListedDigest {
  id: string
  name: string
  /** Where its page is. */
  href: string
  /** What it is, and when it comes, as a sentence. */
  state: string
}

/** All digests of a reader, each with its state in words. */
export function DigestList({ digests, hindrance }: { digests: ListedDigest[]; hindrance: string | null }) {
  return (
    <>
      <h2 id="digests">Your digests</h2>
      {hindrance && <p className="fault">{hindrance}</p>}
      {digests.length === 0 && (
        <p>
          None yet. Each list has a link to get it by email, such as <a href={paths.subscribe}>what trends</a>.
        </p>
      )}
      <ul className="rows">
        {digests.map(({ id, name, href, state }) => (
          <li key={id}>
            <p>
              <strong>
                <a href={href}>{name}</a>
              </strong>
              . {state}
            </p>
          </li>
        ))}
      </ul>
      {digests.length > 1 && (
        <form method="post" action={paths.settingsDigests}>
          <Button kind="quiet" name="act" value="unsubscribe-all">
            Unsubscribe from all of them
          </Button>
        </form>
      )}
    </>
  )
}
