import type { Density } from '@/lib/http/display'
import type { ListedPaper } from './listed-paper'
import { type EntryKind, type EntryProps, PaperEntry } from './PaperEntry'
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
  /** The markup of an entry that may be there already; left out: rendered here. */
  markupOf?: MarkupOfEntry | undefined
}

export type MarkupOfEntry = (kind: EntryKind, props: EntryProps) => string

const WHOLE: EntryKind = { name: 'whole', Entry: PaperEntry }
const LINE: EntryKind = { name: 'line', Entry: TitleEntry }

/** Papers in their order. */
export function PaperList({ papers, reading, back, density, opened = false, markupOf }: PaperListProps) {
  const kind = density === 'titles' ? LINE : WHOLE
  const { Entry } = kind
  const propsOf = (paper: ListedPaper): EntryProps => ({
    paper,
    back,
    opened,
    news: reading && `new:${reading.arrived[paper.id]}@${reading.view}`,
  })
  return (
    <ol
      className={reading && !reading.shows.dismissed ? 'papers' : 'papers all'}
      data-view={reading?.view}
      data-until={reading?.until}
      data-order={reading?.byTime ? 'time' : undefined}
    >
      {papers.map((paper) => {
        const arrived = reading?.arrived[paper.id]
        const props = propsOf(paper)
        return markupOf ? (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: markup of this very component
          <li key={paper.id} data-arrived={arrived} dangerouslySetInnerHTML={{ __html: markupOf(kind, props) }} />
        ) : (
          <li key={paper.id} data-arrived={arrived}>
            <Entry {...props} />
          </li>
        )
      })}
    </ol>
  )
}
