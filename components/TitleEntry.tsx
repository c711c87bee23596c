import { paths } from '@/lib/paths'
import { briefAuthors } from './Authors'
import { categoryGroup } from './category-group'
import { Discovered } from './lists/Discovered'
import { MergedInto } from './MergedInto'
import type { EntryProps } from './PaperEntry'
import { PaperText } from './PaperText'
import { TriageForms } from './reading/TriageForms'
import { Sparkline } from './Sparkline'
import { VoteForm } from './VoteForm'

/** The same entry in a line or two, for scanning: its title leads to the paper's page, where the abstract stands at the top. */
export function TitleEntry({ paper, back, news = null }: EntryProps) {
  return (
    <article className="entry brief" id={paper.id} aria-labelledby={`title-${paper.id}`}>
      {!paper.mergedInto && <VoteForm paper={paper} back={back} />}
      <div className="body">
        <h2 id={`title-${paper.id}`}>
          <a href={paths.paper(paper.id)}>
            <PaperText html={paper.titleHtml} />
          </a>
        </h2>
        <p className="byline">
          {paper.picked && <strong>Pick </strong>}
          {paper.sample && <strong>Sample </strong>}
          {paper.withdrawn && <strong className="withdrawn">Withdrawn </strong>}
          {paper.mergedInto && <MergedInto id={paper.mergedInto} />}
          <span className={categoryGroup(paper.primaryCategory)}>{paper.primaryCategory}</span>{' '}
          <span>{briefAuthors(paper.authors)}</span> <Sparkline days={paper.momentum} /> <Discovered paper={paper} />
        </p>
      </div>
      <TriageForms paper={paper} back={back} news={news} />
    </article>
  )
}
