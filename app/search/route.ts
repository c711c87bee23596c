import { parseArxivId } from '@/lib/papers/arxiv-id'
import { findIdByDoi } from '@/lib/papers/find-by-doi'
import { paths } from '@/lib/paths'
import { seeOther } from '../_answer/page'
import { answerView } from '../_lists/answer-view'
import { doorway } from '../_lists/doorway'

/** Search; an identifier or address of arXiv, or a DOI, goes straight to its paper. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const typed = new URL(request.url).searchParams.get('q') ?? ''
    const id = parseArxivId(typed)?.id ?? (await findIdByDoi(typed))
    return id ? seeOther(paths.paper(id)) : answerView(request)
  })
}
