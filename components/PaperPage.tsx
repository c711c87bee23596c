import type { ShownAddition } from '@/lib/community/claims/additions'
import type { ShownComment } from '@/lib/community/comments/list-comments'
import type { MergedPaper } from '@/lib/papers/same-work'
import type { KnownVersion, VersionComparison } from '@/lib/papers/versions'
import { arxivAbstract, arxivPdf, paths } from '@/lib/paths'
import type { ShownSimilar } from '@/lib/search/similar/list-similar'
import { Authors } from './Authors'
import { Additions } from './claims/Additions'
import { Discussion } from './community/Discussion'
import { MergedNotice } from './community/MergedNotice'
import { MergeForm } from './community/MergeForm'
import { Remarks } from './community/Remarks'
import { WideFigure } from './Figure'
import type { ShownPaper } from './listed-paper'
import { PaperFacts } from './PaperFacts'
import { PaperText } from './PaperText'
import { Personal } from './Personal'
import { TriageForms } from './reading/TriageForms'
import { SimilarPapers } from './SimilarPapers'
import { VoteForm } from './VoteForm'
import { Comparison } from './versions/Comparison'
import { VersionHistory } from './versions/VersionHistory'
import { WithdrawnNotice } from './versions/WithdrawnNotice'

const AUTHORS_SHOWN = 12

interface PaperPageProps {
  paper: ShownPaper
  /** Where a vote comes back to. */
  back: string
  /** Those that were met, oldest first. */
  versions: KnownVersion[]
  /** Two versions to show the differences of; null: none were asked for. */
  comparison: VersionComparison | null
  /** The words that withdraw the paper; null: none are known. */
  notice: string | null
  /** Papers that were merged into this one. */
  merged?: readonly MergedPaper[]
  similar: readonly ShownSimilar[]
  /** By its own authors. */
  additions?: readonly ShownAddition[]
  comments: readonly ShownComment[]
  /** Of the thread, after these. */
  commentsLeft: number
  /** Why nothing can be added to it; null: it can. */
  locked: string | null
}

/** One paper, with all that is known of it. */
export function PaperPage({
  paper,
  back,
  versions,
  comparison,
  notice,
  merged = [],
  similar,
  additions = [],
  comments,
  commentsLeft,
  locked,
}: PaperPageProps) {
  return (
    <article className="paper">
      {paper.withdrawn && <WithdrawnNotice words={notice} />}
      {merged.length > 0 && <MergedNotice merged={merged} />}
      <header>
        <h1 id={`title-${paper.id}`}>
          <PaperText html={paper.titleHtml} />
        </h1>
        <Authors
          names={paper.authors}
          shown={AUTHORS_SHOWN}
          folded={paper.authors.length}
          moreAt={arxivAbstract(paper.id)}
        />
        <Remarks paper={paper} />
        <Additions paperId={paper.id} additions={additions} />
        <div className="acts">
          <VoteForm paper={paper} back={back} />
          <TriageForms paper={paper} back={back} />
        </div>
      </header>
      <p className="links">
        <a className="button" href={arxivPdf(paper.id)}>
          PDF
        </a>
        <a className="button" href={arxivAbstract(paper.id)}>
          arXiv:{paper.id}
        </a>
        <Citations id={paper.id} />
        <a href={paths.why(paper.id)}>Why it stands where it does</a>
        <a href={paths.listed(paper.id)}>On a list</a>
        <Personal
          mark="curates"
          no={null}
          yes={
            <>
              <a href={paths.pick(paper.id)}>Pick it</a> <a href={paths.figure(paper.id)}>Picture</a>
            </>
          }
        />
      </p>
      {comparison && <Comparison paperId={paper.id} comparison={comparison} />}
      <section aria-labelledby="abstract">
        <h2 id="abstract">Abstract</h2>
        <p className="abstract-text">
          <PaperText html={paper.abstractHtml} />
        </p>
      </section>
      <WideFigure figure={paper.figure} />
      <PaperFacts paper={paper} />
      <Personal mark="moderates" no={null} yes={<MergeForm paperId={paper.id} />} />
      <Discussion paperId={paper.id} comments={comments} before={0} left={commentsLeft} locked={locked} />
      <SimilarPapers similar={similar} />
      <VersionHistory paperId={paper.id} newest={paper.version} versions={versions} />
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
