import type { ShownAddition } from '@/lib/community/claims/additions'
import { paths } from '@/lib/paths'

/** What authors of the paper added to it, and the way for one to do so. */
export function Additions({ paperId, additions }: { paperId: string; additions: readonly ShownAddition[] }) {
  return (
    <>
      {additions.map(({ author, code, project, note }) => (
        <p className="hint" key={`${author} ${code} ${project} ${note}`}>
          From {author}, an author
          {code && (
            <>
              : <Elsewhere href={code}>code</Elsewhere>
            </>
          )}
          {project && (
            <>
              {code ? ', ' : ': '}
              <Elsewhere href={project}>project page</Elsewhere>
            </>
          )}
          {note && `. ${note}`}
        </p>
      ))}
      <p className="hint">
        <a href={paths.claim(paperId)}>Are you an author?</a>
      </p>
    </>
  )
}

const Elsewhere = ({ href, children }: { href: string; children: string }) => (
  <a href={href} rel="nofollow ugc noreferrer">
    {children}
  </a>
)
