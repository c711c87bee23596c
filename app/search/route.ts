import { parseArxivId } from '@/lib/papers/arxiv-id'
import { paths } from '@/lib/paths'
import { seeOther } from '../_answer/page'
import { answerView } from '../_lists/answer-view'

/** Search; an arXiv identifier or address goes straight to its paper. */
export async function GET(request: Request): Promise<Response> {
  const paper = parseArxivId(new URL(request.url).searchParams.get('q') ?? '')
  return paper ? seeOther(paths.paper(paper.id)) : answerView(request)
}
