import { arxivAbstract, arxivPdf, paths } from '@/lib/paths'
import { Authors } from './Authors'
import { CategoryChips } from './CategoryChips'
import { ListedDay } from './ListedDay'
import type { ListedPaper } from './listed-paper'
import { ListedAs } from './lists/ListedAs'
import { PaperText } from './PaperText'
import { VoteForm } from './VoteForm'

const AUTHORS_SHOWN = 6
/** A collaboration of thousands would outweigh the rest of the list. */
const AUTHORS_FOLDED = 60

/** One entry of a list: what it is, who wrote it, when and where, and the abstract on demand. */
export function PaperEntry({ paper, back }: { paper: ListedPaper; back: string }) {
  return (
    <article className="entry" id={paper.id} aria-labelledby={`title-${paper.id}`}>
      <VoteForm paper={paper} back={back} />
      <h2 id={`title-${paper.id}`}>
        <a href={paths.paper(paper.id)}>
          <PaperText html={paper.titleHtml} />
        </a>
      </h2>
      <Authors names={paper.authors} shown={AUTHORS_SHOWN} folded={AUTHORS_FOLDED} moreAt={paths.paper(paper.id)} />
      <div className="facts">
        <ListedDay paper={paper} />
        <CategoryChips categories={paper.categories} primary={paper.primaryCategory} />
        <ListedAs paper={paper} />
        {paper.withdrawn && <strong className="withdrawn">Withdrawn</strong>}
      </div>
      <details className="abstract">
        <summary>Abstract</summary>
        <p>
          <PaperText html={paper.abstractHtml} />
        </p>
        {paper.comments && <p className="comments">{paper.comments}</p>}
        <p className="links">
          <a href={arxivAbstract(paper.id)}>
            arXiv:<span className="arxiv-id">{paper.id}</span>
          </a>
          <a href={arxivPdf(paper.id)}>PDF</a>
        </p>
      </details>
    </article>
  )
}
