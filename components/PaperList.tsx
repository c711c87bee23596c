import type { Density } from '@/lib/http/display'
import type { ListedPaper } from './listed-paper'
import { PaperEntry } from './PaperEntry'
import type { ListReading } from './reading/list-reading'
import { TitleEntry } from './TitleEntry'

interface PaperListProps {
  papers: ListedPaper[]
  /** Null where a list tells nothing of its reader. */
  reading: ListReading | null
  /** Where a vote comes back to. */
  back: string
  /** Null: with abstracts. */
  density: Density | null
  opened?: boolean
}

/** Papers in their order. */
export function PaperList({ papers, reading, back, density, opened = false }: PaperListProps) {
  const Entry = density === 'titles' ? TitleEntry : PaperEntry
  return (
    <ol
      className={reading && !reading.shows.dismissed ? 'papers' : 'papers all'}
      data-view={reading?.view}
      data-until={reading?.until}
      data-order={reading?.byTime ? 'time' : undefined}
    >
      {papers.map((paper) => (
        <li key={paper.id} data-arrived={reading?.arrived[paper.id]}>
          <Entry
            paper={paper}
            back={back}
            opened={opened}
            news={reading && `new:${reading.arrived[paper.id]}@${reading.view}`}
          />
        </li>
      ))}
    </ol>
  )
}
