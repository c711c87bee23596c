import { parseCronItems } from 'graphile-worker'

const HOUR_MS = 3_600_000

/** The jobs that run by the clock. Names stand in the job engine's tables. */
export const TASK_NAMES = [
  'ingest',
  'submissions',
  'sweep',
  'mature-votes',
  'recount',
  'people',
  'personal',
  'awaited',
  'bounces',
  'words',
  'text-index',
  'signals',
  'tidy',
] as const
export type TaskName = (typeof TASK_NAMES)[number]

/**
 * When each task runs, in UTC. The ingest is only woken: the database knows which feeds are due for a look
 * (lib/ingest/watch.ts), and mostly none is. The sweep follows arXiv's own night, 22:30 US Eastern (02:30 or 03:30 UTC), and is tried
 * again until the morning: where tonight's is finished, that costs one query.
 */
const CRONTAB: readonly (readonly [TaskName, string, string])[] = [
  ['ingest', 'ingest', '*/5 * * * *'],
  // Papers that readers asked for while arXiv did not answer; mostly none.
  ['submissions', 'submissions', '* * * * *'],
  ['sweep', 'nightly sweep', '40 2-14 * * *'],
  ['mature-votes', 'mature votes', '*/5 * * * *'],
  // Whether it is time is asked of the database (lib/trending/recount.ts): once a night, and when the constants changed.
  ['recount', 'recount', '*/5 * * * *'],
  // In the quiet hours after announcement and sweep.
  ['people', 'people', '40 9 * * *'],
  ['personal', 'personal lists', '7,27,47 * * * *'],
  ['awaited', 'awaited papers', '3,13,23,33,43,53 * * * *'],
  ['bounces', 'bounces', '*/5 * * * *'],
  ['words', 'words', '*/5 * * * *'],
  // Made where a stopped import has left it aside; else one look.
  ['text-index', 'text index', '4,9,14,19,24,29,34,39,44,49,54,59 * * * *'],
  // Only woken as well: which daily lists and repositories are due, the database knows.
  ['signals', 'signals', '7,22,37,52 * * * *'],
  ['tidy', 'tidy', '15 * * * *'],
]

/**
 * The schedule as the job engine takes it. One job of each task waits at most, and tasks of a name never run side by side. A
 * worker that starts makes up for a time that passed within the last hour.
 */
export const cronItems = () =>
  parseCronItems(
    CRONTAB.map(([task, identifier, match]) => ({
      task,
      identifier,
      match,
      options: {
        jobKey: task,
        queueName: task,
        maxAttempts: 3,
        backfillPeriod: task === 'ingest' || task === 'sweep' ? HOUR_MS : 0,
      },
    })),
  )
