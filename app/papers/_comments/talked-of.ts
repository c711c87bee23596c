import { findPaper, type PaperRecord } from '@/lib/papers/find-paper'
import { answerProblem } from '../../_answer/page'

/** The paper that is talked about, or the answer that says that it is not here. */
export async function talkedOf(request: Request, id: string): Promise<PaperRecord | Response> {
  return (await findPaper(id)) ?? answerProblem(request, 404, `arXiv:${id} is not here`, 'So nothing is said about it.')
}
