import { paths } from '@/lib/paths'
import { Day } from '../Day'
import { EmptyState } from '../EmptyState'
import { Prose } from '../Prose'

interface DigestArchiveProps {
  issues: { id: string; heading: string; slotAt: Date; papers: number }[]
}

/** Every issue that was mailed, newest first. */
export function DigestArchive({ issues }: DigestArchiveProps) {
  return (
    <Prose title="Past digests">
      <p>
        What was mailed, for reading here. <a href={paths.subscribe}>Get it by email</a>.
      </p>
      {issues.length === 0 && <EmptyState>No digest was sent yet.</EmptyState>}
      <ul>
        {issues.map(({ id, heading, slotAt, papers }) => (
          <li key={id}>
            <a href={paths.digest(id)}>
              {heading}, <Day at={slotAt} />
            </a>{' '}
            · {papers === 1 ? 'one paper' : `${papers} papers`}
          </li>
        ))}
      </ul>
    </Prose>
  )
}
