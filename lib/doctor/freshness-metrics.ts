import type { Freshness } from '../ingest/freshness'
import type { CategoryFreshness, Verdict } from '../ingest/judge-freshness'
import { secondsSince } from '../ingest/judge-freshness'
import { REPAIR_KINDS } from '../ingest/list-repairs'
import { counter, gauge, type Sample } from './prometheus'

const VERDICTS: readonly Verdict[] = ['fresh', 'waiting', 'late', 'away', 'unknown']

/** How fresh the house is, in Prometheus' text format. A category of which nothing is known has no age. Pure. */
export function renderFreshnessMetrics({ categories, sweep, repairs, at }: Freshness): string {
  const each = (samples: (about: CategoryFreshness) => Sample[]) => categories.flatMap(samples)
  const one = (value: (about: CategoryFreshness) => number | null) =>
    each((about) => {
      const told = value(about)
      return told === null ? [] : [[of(about), told]]
    })
  return [
    gauge(
      'newest_batch_age_seconds',
      'Time since arXiv announced the newest listing of which papers are here.',
      one(({ ageSeconds }) => ageSeconds),
    ),
    gauge(
      'batch_verdict',
      'How fresh a category is: 1 for the state it is in.',
      each((about) =>
        VERDICTS.map(
          (verdict): Sample => [`{category="${about.category}",state="${verdict}"}`, about.verdict === verdict ? 1 : 0],
        ),
      ),
    ),
    gauge(
      'batches_behind',
      'Listings that are due and not known.',
      one(({ behind }) => behind),
    ),
    gauge(
      'batch_gaps',
      'Listings of the last 30 days that are not whole here.',
      one(({ gaps }) => gaps.length),
    ),
    gauge(
      'batch_low_volume',
      '1 while the newest listing holds less than 30 % of what is usual on its weekday.',
      one(({ alarm }) => (alarm ? 1 : 0)),
    ),
    counter(
      'repairs_total',
      'What the nightly sweeps put right, by kind.',
      REPAIR_KINDS.map((kind): Sample => [`{kind="${kind}"}`, repairs.total[kind]]),
    ),
    gauge(
      'last_sweep_age_seconds',
      'Time since a nightly sweep ended; absent before the first.',
      sweep.finishedAt ? [['', secondsSince(sweep.finishedAt, at)]] : [],
    ),
  ].join('')
}

const of = ({ category }: CategoryFreshness) => `{category="${category}"}`
