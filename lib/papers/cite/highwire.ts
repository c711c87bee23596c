import { arxivAbstract, arxivPdf } from '../../paths'
import type { PaperRecord } from '../find-paper'
import { mathToReadable } from '../text/math-to-readable'

/** More authors than a scholarly index reads make only the page heavier. */
const MAX_AUTHORS = 100

/**
 * The `citation_*` tags by which Google Scholar, Zotero and others know a paper, in their order: name and content. Dates as
 * 2026/11/20 (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing).
 */
export function highwireTags(paper: PaperRecord): [name: string, content: string][] {
  const tags: [string, string | null | undefined][] = [
    ['citation_title', mathToReadable(paper.title)],
    ...paper.authors.slice(0, MAX_AUTHORS).map((name): [string, string] => ['citation_author', name]),
    ['citation_publication_date', slashed(paper.submittedAt ?? paper.announcedAt)],
    ['citation_online_date', slashed(paper.updatedAt)],
    ['citation_journal_title', paper.journalRef],
    ['citation_doi', paper.doi],
    ['citation_arxiv_id', paper.id],
    ['citation_abstract_html_url', arxivAbstract(paper.id)],
    ['citation_pdf_url', arxivPdf(paper.id)],
  ]
  return tags.flatMap(([name, content]) => (content ? [[name, content] as [string, string]] : []))
}

const slashed = (instant: Date | null) => instant?.toISOString().slice(0, 10).replaceAll('-', '/')
