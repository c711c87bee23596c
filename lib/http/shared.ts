/** On a request: the front asks for the page with both variants of each personal spot. On the answer: it is such a page. */
export const SHARED_HEADER = 'x-broadsheet-shared'

/**
 * What a page shows and what of it may change: the house announces changes by these names (triggers of migration
 * page_notices), and cached pages that show them are made again. `votes` is any vote, `lists` any list of a reader, `papers` any paper or announcement.
 */
export type Topic = 'papers' | 'votes' | 'digests' | 'freshness' | 'lists' | `paper:${string}`

/** Marks an answer other than a page, such as a feed, as the same for everybody: the front may keep it. */
export function shared(request: Request, topics: readonly Topic[], answer: Response): Response {
  if (asksForShared(request)) answer.headers.set(SHARED_HEADER, topics.join(' '))
  return answer
}

/** Whether the front asks for the page of everybody, to keep it and to choose its personal spots itself. */
export const asksForShared = (request: Request): boolean => request.headers.has(SHARED_HEADER)
