import type { AuthorIdentity } from '@/lib/papers/author-identity'
import { arxivAbstract, paths } from '@/lib/paths'

/** Public identifiers of the author, and how arXiv's own list of papers compares with what is here. */
export function Identities({ identities }: { identities: AuthorIdentity[] }) {
  return identities.map((identity) => <Identity key={identity.id} identity={identity} />)
}

function Identity({ identity: { id, orcid, name, listed, here, elsewhere } }: { identity: AuthorIdentity }) {
  return (
    <div className="identity">
      <p>
        {name ?? 'This author'} is{' '}
        {id !== orcid && (
          <>
            <a href={paths.author(id)}>{id}</a> at arXiv
          </>
        )}
        {id !== orcid && orcid && ', '}
        {orcid && (
          <>
            ORCID <a href={`https://orcid.org/${orcid}`}>{orcid}</a>
          </>
        )}
        . The list that goes with it names {listed === 1 ? '1 paper' : `${listed} papers`}, {here} of them here.
        {orcid && (
          <>
            {' '}
            <a href={paths.claims}>Is this you?</a>
          </>
        )}
      </p>
      {elsewhere.length > 0 && (
        <details>
          <summary>{elsewhere.length === 1 ? 'The one' : `The ${elsewhere.length}`} at arXiv only</summary>
          <ul>
            {elsewhere.map((paper) => (
              <li key={paper.id}>
                <a href={arxivAbstract(paper.id)}>{paper.title}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
