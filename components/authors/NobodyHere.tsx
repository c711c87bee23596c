import type { PublicAuthorId } from '@/lib/papers/author-id'
import { paths } from '@/lib/paths'

interface NobodyHereProps {
  /** As in the address. */
  name: string
  /** The name, where it is a public identifier. */
  id: PublicAuthorId | null
  /** What the reader narrowed to; empty: everything. */
  within: readonly string[]
}

/** Where an author's list would stand: that there is none, and where else to look. */
export function NobodyHere({ name, id, within }: NobodyHereProps) {
  if (within.length > 0) {
    return (
      <>
        No papers under this name are here within {within.join(', ')}.{' '}
        <a href={paths.author(name)}>Look in all categories</a>
      </>
    )
  }
  if (id) {
    return (
      <>
        Nothing of this identifier is known here. It leads on to{' '}
        {id.kind === 'orcid' ? (
          <a href={`https://orcid.org/${id.id}`}>ORCID</a>
        ) : (
          <a href={`https://arxiv.org/a/${id.id}`}>arXiv</a>
        )}
        , and <a href={paths.search()}>the search</a> finds authors by their names.
      </>
    )
  }
  const family =
    name
      .split(/[\s,.]+/)
      .filter(Boolean)
      .at(-1) ?? name
  return (
    <>
      No papers under this name are here.{' '}
      <a href={paths.search(`au:"${family}"`)}>Search for everybody named {family}</a>, or{' '}
      <a href={paths.search(name)}>for these words</a> in titles and abstracts.
    </>
  )
}
