import { Instant } from '@/components/accounts/Instant'
import type { CategoryFreshness } from '@/lib/ingest/freshness'
import { paths } from '@/lib/paths'

const FOUND: Record<NonNullable<CategoryFreshness['state']>, string> = {
  read: 'It had papers for us.',
  unchanged: 'It had nothing newer than what is here.',
  empty: 'It had no papers, though some were due; it is asked again soon.',
  'rest-day': 'It had no papers, as on every day without an announcement.',
  failed: 'The newest try failed',
}

/** One line for each category that the site reads. */
export function FreshnessList({ freshness }: { freshness: CategoryFreshness[] }) {
  return (
    <ul>
      {freshness.map((about) => (
        <Line key={about.category} about={about} />
      ))}
    </ul>
  )
}

function Line({ about: { category, heardAt, state, reason, newestDay } }: { about: CategoryFreshness }) {
  return (
    <li>
      <a href={paths.category(category)}>{category}</a>:{' '}
      {heardAt ? (
        <>
          arXiv answered on <Instant at={heardAt} />.{' '}
        </>
      ) : (
        'arXiv has not answered yet. '
      )}
      {state && (state === 'failed' ? `${FOUND.failed}: ${reason ?? 'no reason was kept.'}` : FOUND[state])}
      {newestDay && (
        <>
          {' '}
          Newest listing here: <a href={paths.day(newestDay)}>{newestDay}</a>.
        </>
      )}
    </li>
  )
}
