import type { ListedPaper } from './listed-paper'
import { PaperEntry } from './PaperEntry'

/** Papers in their order. @param back where a vote comes back to */
export function PaperList({ papers, back }: { papers: ListedPaper[]; back: string }) {
  return (
    <ol className="papers">
      {papers.map((paper) => (
        <li key={paper.id}>
          <PaperEntry paper={paper} back={back} />
        </li>
      ))}
    </ol>
  )
}
