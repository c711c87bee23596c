import { Fragment } from 'react'
import type { FreshnessReport } from '@/lib/ingest/freshness-report'
import { paths } from '@/lib/paths'

/** What was put right, by day and kind, with a few of the papers. */
export function Repairs({ days }: { days: FreshnessReport['repairs']['days'] }) {
  if (days.length === 0) return <p>There was nothing to repair in the last 30 days.</p>
  return (
    <ul>
      {days.map(({ day, kind, count, papers, sentence }) => (
        <li key={`${day} ${kind}`}>
          <time dateTime={day}>{day}</time>: {sentence}:{' '}
          {papers.map((id, place) => (
            <Fragment key={id}>
              {place > 0 && ', '}
              <a href={paths.paper(id)}>{id}</a>
            </Fragment>
          ))}
          {count > papers.length && ' and others'}.
        </li>
      ))}
    </ul>
  )
}
