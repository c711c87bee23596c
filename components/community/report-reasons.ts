import type { ReportReason } from '@/lib/community/comments/report'

/** The reasons for a report as its form and the moderators' queue name them. */
export const REASON_LABELS: Record<ReportReason, string> = {
  spam: 'Advertising',
  abuse: 'Insults or threatens',
  'off-topic': 'Is off topic',
  wrong: 'Misleads on purpose',
  private: 'Tells what is private',
  other: 'Something else',
}
