import { config } from '../../config'
import type { PaperRecord } from '../../papers/find-paper'
import { mathToReadable } from '../../papers/text/math-to-readable'
import { absolute, paths, twin } from '../../paths'
import { renderFeed, type TwinFormat } from '../../views/twins'
import { readableComment } from './comment-text'
import { listNewest } from './list-comments'

const ENTRIES = 50

/** The newest comments on a paper as a feed, as text; what is deleted or hidden is no entry. Valid when empty. */
export async function renderComments(
  format: TwinFormat,
  paper: PaperRecord,
  now: Date,
): Promise<{ type: string; body: string }> {
  const comments = await listNewest(paper.id, ENTRIES)
  const title = mathToReadable(paper.title)
  const pageUrl = absolute(paths.comments(paper.id))
  const entries = comments.map(({ id, author, source, createdAt, editedAt, votes }) => {
    const text = readableComment(source)
    return {
      id: `urn:uuid:${id}`,
      url: absolute(paths.comment(paper.id, id)),
      title: `${author ?? 'Somebody'} on “${title}”`,
      authors: author ? [author] : [],
      categories: [],
      paragraphs: text.split(/\n{2,}/),
      summary: text,
      extras: { votes },
      published: createdAt,
      updated: editedAt ?? createdAt,
    }
  })
  return renderFeed(format, {
    title: `Comments on “${title}” · ${config().siteName}`,
    description: `What readers of ${config().siteName} say about arXiv:${paper.id}`,
    pageUrl,
    selfUrl: absolute(twin(paths.comments(paper.id), format)),
    nextUrl: null,
    updated: new Date(Math.max(0, ...entries.map(({ updated }) => updated.getTime())) || now.getTime()),
    entries,
  })
}
