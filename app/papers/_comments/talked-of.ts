import { findPaper, type PaperRecord } from '@/lib/papers/find-paper'
import { paths } from '@/lib/paths'
import { answerProblem } from '../../_answer/page'
import { leadOn } from '../_paper/lead-on'

/**
 * The paper that is talked about, or the answer that says that it is not here. Of one that was merged into another, that is talked about: who posts
 * acts on it, who reads is led there.
 */
export async function talkedOf(request: Request, id: string): Promise<PaperRecord | Response> {
  const paper = await findPaper(id)
  if (paper?.mergedInto) {
    const behind = /\/comments(?!.*\/comments).*$/.exec(new URL(request.url).pathname)?.[0] ?? ''
    return request.method === 'POST'
      ? talkedOf(request, paper.mergedInto)
      : leadOn(request, paper, paths.paper(paper.mergedInto) + behind)
  }
  return paper ?? answerProblem(request, 404, `arXiv:${id} is not here`, 'So nothing is said about it.')
}
