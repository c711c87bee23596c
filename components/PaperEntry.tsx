import type { ComponentType } from 'react'
import { arxivAbstract, arxivPdf, paths } from '@/lib/paths'
import { Authors } from './Authors'
import { CategoryChips } from './CategoryChips'
import { Remarks } from './community/Remarks'
import { SmallFigure } from './Figure'
import { ListedDay } from './ListedDay'
import type { ListedPaper } from './listed-paper'
import { Discovered } from './lists/Discovered'
import { ListedAs } from './lists/ListedAs'
import { Noted } from './lists/Noted'
import { MergedInto } from './MergedInto'
import { PaperText } from './PaperText'
import { TriageForms } from './reading/TriageForms'
import { Sparkline } from './Sparkline'
import { VoteForm } from './VoteForm'

const AUTHORS_SHOWN = 5
/** A collaboration of thousands would outweigh the rest of the list: its names stand on the paper's page. */
const AUTHORS_FOLDED = 8

export interface EntryProps {
  paper: ListedPaper
  /** Where a vote or a mark comes back to. */
  back: string
  /** The mark that holds for readers to whom it is new. */
  news?: string | null
  /** Whether the abstract stands open. */
  opened?: boolean
}

/** The whole entry, or a line of it. Named here, since what functions are called is lost where they are compiled. */
export interface EntryKind {
  name: 'whole' | 'line'
  Entry: ComponentType<EntryProps>
}

/** One entry of a list: what it is, who wrote it, when and where, and the abstract on demand. */
export function PaperEntry({ paper, back, news = null, opened = false }: EntryProps) {
  return (
    <article className="entry" id={paper.id} aria-labelledby={`title-${paper.id}`}>
      {!paper.mergedInto && <VoteForm paper={paper} back={back} />}
      {!paper.mergedInto && <Sparkline days={paper.momentum} />}
      <div className="body">
        <h2 id={`title-${paper.id}`}>
          <a href={paths.paper(paper.id)}>
            <PaperText html={paper.titleHtml} />
          </a>
        </h2>
        <Authors names={paper.authors} shown={AUTHORS_SHOWN} folded={AUTHORS_FOLDED} moreAt={paths.paper(paper.id)} />
        <div className="facts">
          {paper.withdrawn && <strong className="withdrawn">Withdrawn</strong>}
          {paper.sample && (
            <span title="It came with the program: arXiv has not told of it here yet">Sample paper</span>
          )}
          {paper.mergedInto && <MergedInto id={paper.mergedInto} />}
          <CategoryChips categories={paper.categories} primary={paper.primaryCategory} />
          <ListedDay paper={paper} />
          <ListedAs paper={paper} />
          <Discovered paper={paper} />
        </div>
        <Noted paper={paper} />
        <Remarks paper={paper} />
        <SmallFigure figure={paper.figure} />
        <details className="abstract" open={opened}>
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
            <a href={paths.why(paper.id)}>Why here</a>
            <a href={paths.listed(paper.id)}>On a list</a>
            {paper.discussed ? <a href={paths.comments(paper.id)}>{inComments(paper.discussed)}</a> : null}
          </p>
        </details>
        <TriageForms paper={paper} back={back} news={news} />
      </div>
    </article>
  )
}

const inComments = (comments: number) => (comments === 1 ? '1 comment' : `${comments} comments`)
