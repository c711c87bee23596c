import { paths } from '@/lib/paths'

/** Above a list whose newest papers are overdue: that they are, and where more is told. */
export function FreshnessLine({ sentence }: { sentence: string }) {
  return (
    <p className="freshness-line">
      {sentence} <a href={paths.aboutFreshness}>How fresh everything is</a>
    </p>
  )
}
