import { parsePaperPath } from '@/lib/papers/paper-path'
import { answerProblem } from '../../_answer/page'
import { answerView } from '../../_lists/answer-view'
import { answerPaper } from '../_paper/answer-paper'
import { answerVote } from '../_paper/answer-vote'

interface Context {
  params: Promise<{ path: string[] }>
}

/** Lists by time and single papers; one catch-all, since old identifiers hold a slash. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const paper = parsePaperPath((await params).path.map(decodeURIComponent))
  if (paper?.kind === 'act')
    return answerProblem(request, 405, 'Votes are posted', 'The button beside the paper does it.')
  return paper ? answerPaper(request, paper) : answerView(request)
}

/** Votes: a form and the script both post here. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const paper = parsePaperPath((await params).path.map(decodeURIComponent))
  return paper?.kind === 'act'
    ? answerVote(request, paper)
    : answerProblem(
        request,
        405,
        'Nothing can be posted here',
        'Votes go to the address of a paper with /vote behind it.',
      )
}
