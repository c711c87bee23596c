import type { MergedPaper } from '@/lib/papers/same-work'
import { arxivAbstract, paths } from '@/lib/paths'
import { Notice } from '../Notice'

/** Under which other identifiers arXiv has the same work, and why a moderator says so. */
export function MergedNotice({ merged }: { merged: readonly MergedPaper[] }) {
  return (
    <Notice>
      {merged.map(({ id, reason }) => (
        <p key={id}>
          Also as <a href={arxivAbstract(id)}>arXiv:{id}</a>, <a href={paths.moderationLog}>merged by a moderator</a>
          {reason && `: ${reason}`}
        </p>
      ))}
    </Notice>
  )
}
