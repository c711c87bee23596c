import { arxivAbstract, arxivPdf, paths } from '@/lib/paths'
import { Authors } from './Authors'
import type { ShownPaper } from './listed-paper'
import { Notice } from './Notice'
import { PaperFacts } from './PaperFacts'
import { PaperText } from './PaperText'
import { VoteForm } from './VoteForm'

const AUTHORS_SHOWN = 12

/** One paper, with all that is known of it. */
export function PaperPage({ paper, back }: { paper: ShownPaper; back: string }) {
  return (
    <article className="paper">
      {paper.withdrawn && (
        <Notice>
          <strong>Withdrawn.</strong> The authors took this paper back; arXiv keeps its earlier versions.
        </Notice>
      )}
      <header>
        <VoteForm paper={paper} back={back} />
        <h1>
          <PaperText html={paper.titleHtml} />
        </h1>
        <Authors
          names={paper.authors}
          shown={AUTHORS_SHOWN}
          folded={paper.authors.length}
          moreAt={arxivAbstract(paper.id)}
        />
      </header>
      <p className="links">
        <a className="button" href={arxivPdf(paper.id)}>
          PDF
        </a>
        <a className="button" href={arxivAbstract(paper.id)}>
          arXiv:{paper.id}
        </a>
        <Citations id={paper.id} />
      </p>
      <section aria-labelledby="abstract">
        <h2 id="abstract">Abstract</h2>
        <p className="abstract-text">
          <PaperText html={paper.abstractHtml} />
        </p>
      </section>
      <PaperFacts paper={paper} />
    </article>
  )
}

function Citations({ id }: { id: string }) {
  return (
    <span className="citations">
      Cite: <a href={`${paths.paper(id)}.bib`}>BibTeX</a>, <a href={`${paths.paper(id)}.ris`}>RIS</a>,{' '}
      <a href={`${paths.paper(id)}.md`}>Markdown</a>
    </span>
  )
}
