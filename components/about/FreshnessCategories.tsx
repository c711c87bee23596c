import type { FreshnessReport } from '@/lib/ingest/freshness-report'
import { paths } from '@/lib/paths'

/** One entry for each category that the site reads: its newest listing, and ours against arXiv's counts. */
export function FreshnessCategories({ categories }: Pick<FreshnessReport, 'categories'>) {
  return (
    <ul className="freshness">
      {categories.map(({ category, verdict, sentence, newestDay, last }) => (
        <li key={category}>
          <a href={paths.category(category)}>{category}</a>{' '}
          <span className={`verdict ${verdict}`}>{SAID[verdict]}</span>
          {last && (
            <p>
              {sentence}
              {last.sentence && ` ${last.sentence}`}{' '}
              {newestDay && <a href={paths.day(newestDay)}>Papers of {newestDay}</a>}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

const SAID: Record<FreshnessReport['verdict'], string> = {
  fresh: 'up to date',
  waiting: 'waiting',
  late: 'late',
  away: 'behind',
  unknown: 'not heard yet',
}
