import { InputError } from '@/lib/errors'
import { parseArxivId } from '@/lib/papers/arxiv-id'
import { findPaper } from '@/lib/papers/find-paper'
import { apiRecord } from '@/lib/views/api/shape'
import { answerProblem } from '../../../_answer/page'
import { doorway } from '../../../_lists/doorway'

/** One paper with all that is known of it. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const named = parseArxivId(new URL(request.url).pathname.replace('/api/papers/', '').replace(/%2f/gi, '/'))
    if (!named) throw new InputError('The address takes an arXiv identifier, such as 2406.01234 or hep-th/9901001.')
    const paper = await findPaper(named.id)
    return paper
      ? Response.json(apiRecord(paper))
      : answerProblem(request, 404, 'Not here', `arXiv:${named.id} is not on this site.`)
  })
}
