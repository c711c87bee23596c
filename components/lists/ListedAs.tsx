import type { PaperSummary } from '@/lib/papers/types'

/** Says of an entry that it was cross-listed or updated; nothing of a new paper, which is what one expects. */
export function ListedAs({ paper: { listedAs, version } }: { paper: Pick<PaperSummary, 'listedAs' | 'version'> }) {
  if (listedAs === 'cross') return <span className="listed-as">Cross-listed</span>
  return listedAs === 'replace' ? <span className="listed-as">Updated, now v{version}</span> : null
}
