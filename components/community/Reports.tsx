import type { OpenReport } from '@/lib/community/moderation/open-reports'
import { Instant } from '../accounts/Instant'
import { REASON_LABELS } from './report-reasons'

/** Who reported something, when, and what is wrong with it in their eyes. */
export const Reports = ({ reports }: { reports: readonly OpenReport[] }) => (
  <ul>
    {reports.map(({ at, by, reason, note }) => (
      <li key={`${at.toISOString()} ${by}`}>
        <Instant at={at} /> {by ?? 'somebody without a name'}: {REASON_LABELS[reason]}
        {note && `, ${note}`}
      </li>
    ))}
  </ul>
)
