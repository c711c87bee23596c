import type { FreshnessReport } from '@/lib/ingest/freshness-report'
import { Notice } from '../Notice'
import { Prose } from '../Prose'
import { FreshnessCategories } from './FreshnessCategories'
import { Repairs } from './Repairs'

interface FreshnessPageProps {
  report: FreshnessReport
  /** How each source of signals does, a sentence each. */
  signals: string[]
  /** Where the same stands for programs, and as a picture. */
  addresses: { json: string; badge: string }
}

/** What is here, what is awaited, what is missing and what was put right, in plain words. */
export function FreshnessPage({ report, signals, addresses }: FreshnessPageProps) {
  const { calendar, gapSentences, categories } = report
  const alarms = categories.flatMap(({ alarm }) => alarm ?? [])
  return (
    <Prose title="How fresh everything is">
      <Notice kind={report.verdict === 'fresh' ? 'done' : 'plain'}>
        <strong>{report.sentence}</strong> {report.verdict !== 'unknown' && calendar.quiet}
      </Notice>
      <p>
        The next announcement of arXiv is expected on <time dateTime={calendar.next.at}>{calendar.next.sentence}</time>.
        Its papers are here some four hours later, when arXiv has written its feeds. arXiv announces from Sunday to
        Thursday, in the evening of the US East coast, and pauses on some holidays.
      </p>
      {alarms.map((alarm) => (
        <Notice key={alarm}>{alarm}</Notice>
      ))}
      <h2>By category</h2>
      <FreshnessCategories categories={categories} />
      <h2>Gaps</h2>
      {gapSentences.length === 0 ? (
        <p>
          {categories.every(({ last }) => last === null)
            ? 'Nothing is known yet.'
            : 'No listing of the last 30 days is known to be incomplete.'}
        </p>
      ) : (
        <ul>
          {gapSentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <h2>Repairs</h2>
      <p>
        At night arXiv&rsquo;s records are compared with what is here, and what the feeds did not tell is put right.{' '}
        {report.sweep.sentence}
      </p>
      <Repairs days={report.repairs.days} />
      <h2>Signals</h2>
      <p>What is observed of papers elsewhere informs the trending list; without it, the list goes on without it.</p>
      <ul>
        {signals.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>
        The same <a href={addresses.json}>for programs</a>, and as a badge to show elsewhere:{' '}
        <a href={addresses.badge}>
          {/* biome-ignore lint/performance/noImgElement: a badge of 500 bytes is as small as it gets */}
          <img src={addresses.badge} alt="How fresh this site is, as a badge" height="20" />
        </a>
      </p>
    </Prose>
  )
}
