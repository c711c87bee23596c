import { paths } from '@/lib/paths'
import { Day } from '../Day'
import { EmptyState } from '../EmptyState'
import { Pager } from '../Pager'
import { Prose } from '../Prose'

export interface ArchivedIssue {
  id: string
  heading: string
  /** `every day`, `on Mondays`. */
  rhythm: string
  slotAt: Date
  papers: number
  /** Why nothing was sent; null: it holds papers. */
  reason: string | null
}

interface DigestArchiveProps {
  issues: ArchivedIssue[]
  /** Back to the newest; null: these are. */
  first: string | null
  /** To older ones; null: there are none. */
  next: string | null
}

/** Every public issue, newest first: what was mailed, and why nothing was. */
export function DigestArchive({ issues, first, next }: DigestArchiveProps) {
  return (
    <Prose title="Past digests">
      <p>
        What was mailed, for reading here. <a href={paths.subscribe}>Get it by email</a>.
      </p>
      {issues.length === 0 && <EmptyState>No digest was sent yet.</EmptyState>}
      <ul>
        {issues.map(({ id, heading, rhythm, slotAt, papers, reason }) => (
          <li key={id}>
            <a href={paths.digest(id)}>
              {heading}, <Day at={slotAt} />
            </a>{' '}
            ({rhythm}) · {reason ?? (papers === 1 ? 'one paper' : `${papers} papers`)}
          </li>
        ))}
      </ul>
      <Pager first={first} next={next} more="Older digests" />
    </Prose>
  )
}
