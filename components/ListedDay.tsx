import type { PaperSummary } from '@/lib/papers/types'
import { paths } from '@/lib/paths'
import { Day, isoDay } from './Day'

/** The day a paper is known by: announced, with a link to that day; else submitted, else first seen here. */
export function ListedDay({ paper }: { paper: Pick<PaperSummary, 'announcedAt' | 'submittedAt' | 'firstSeenAt'> }) {
  if (paper.announcedAt) {
    return (
      <a href={paths.day(isoDay(paper.announcedAt))} title="Announced by arXiv on this day">
        <Day at={paper.announcedAt} />
      </a>
    )
  }
  return (
    <span>
      {paper.submittedAt ? 'Submitted' : 'First here'} <Day at={paper.submittedAt ?? paper.firstSeenAt} />
    </span>
  )
}
