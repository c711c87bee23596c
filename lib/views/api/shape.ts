import type { PaperRecord } from '../../papers/find-paper'
import type { PaperSummary } from '../../papers/types'

/**
 * A paper in the shape of the Hugging Face papers API (`PaperInfo` of huggingface_hub), so that its clients work with only the
 * host changed; what that shape lacks of arXiv's record (categories, version, withdrawal) stands beside it.
 */
export function apiPaper(paper: PaperSummary) {
  return {
    id: paper.id,
    title: paper.title,
    summary: paper.abstract,
    authors: paper.authors.map((name, index) => ({ _id: `${paper.id}#${index + 1}`, name, hidden: false })),
    publishedAt: published(paper),
    submittedOnDailyAt: (paper.announcedAt ?? paper.firstSeenAt).toISOString(),
    upvotes: paper.votes,
    numComments: paper.discussed ?? 0,
    source: 'arxiv',
    categories: paper.categories,
    primaryCategory: paper.primaryCategory,
    version: paper.version,
    updatedAt: paper.updatedAt?.toISOString() ?? null,
    comment: paper.comments,
    withdrawn: paper.withdrawn,
    ...(paper.mergedInto && { mergedInto: paper.mergedInto }),
    ...(paper.listedAs && { listedAs: paper.listedAs }),
  }
}

/** One paper with all that is known of it: `/api/papers/{id}` and the paper's `.json` twin. */
export function apiRecord(paper: PaperRecord) {
  const { doi, journalRef, license, announcements } = paper
  return { ...apiPaper(paper), doi, journalRef, license, announcements }
}

/** An entry of a list: `/api/daily_papers` and `/api/papers/search`. */
export function apiEntry(paper: PaperSummary) {
  return {
    paper: apiPaper(paper),
    publishedAt: published(paper),
    title: paper.title,
    summary: paper.abstract,
    numComments: paper.discussed ?? 0,
    isAuthorParticipating: false,
  }
}

const published = (paper: PaperSummary) => (paper.submittedAt ?? paper.announcedAt ?? paper.firstSeenAt).toISOString()
