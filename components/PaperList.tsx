import type { Density } from '@/lib/http/display'
import type { ListedPaper } from './listed-paper'
import { PaperEntry } from './PaperEntry'
import { TitleEntry } from './TitleEntry'

interface PaperListProps {
  papers: ListedPaper[]
  /** Where a vote comes back to. */
  back: string
  /** Null: with abstracts. */
  density: Density | null
}

/** Papers in their order. */
export function PaperList({ papers, back, density }: PaperListProps) {
  const Entry = density === 'titles' ? TitleEntry : PaperEntry
  return (
    <ol className="papers">
      {papers.map((paper) => (
        <li key={paper.id}>
          <Entry paper={paper} back={back} />
        </li>
      ))}
    </ol>
  )
}
