import { type PaperPath, parsePaperPath } from '@/lib/papers/paper-path'
import { answerProblem } from '../../_answer/page'
import { answerView } from '../../_lists/answer-view'
import { doorway } from '../../_lists/doorway'
import { answerComment } from '../_comments/answer-comment'
import { answerComments } from '../_comments/answer-comments'
import { postAct } from '../_comments/post-act'
import { postComment } from '../_comments/post-comment'
import { answerAct } from '../_paper/answer-act'
import { answerPaper } from '../_paper/answer-paper'
import { answerWhy } from '../_paper/answer-why'

/** Lists by time and single papers; one catch-all, since old identifiers hold a slash. */
export function GET(request: Request): Promise<Response> {
  const paper = paperAt(request)
  if (!paper) return answerView(request)
  if (paper.kind === 'why') return doorway(request, () => answerWhy(request, paper))
  if (paper.kind === 'comments') return doorway(request, () => answerComments(request, paper))
  if (paper.kind === 'comment') return doorway(request, () => answerComment(request, paper))
  if (paper.kind !== 'act') return doorway(request, () => answerPaper(request, paper))
  return answerProblem(request, 405, 'That is posted', 'The button beside the paper does it.')
}

/** Votes, marks and comments: a form and the script both post here. */
export function POST(request: Request): Promise<Response> {
  const paper = paperAt(request)
  if (paper?.kind === 'act') return doorway(request, () => answerAct(request, paper))
  if (paper?.kind === 'comments' && paper.form === 'page') return doorway(request, () => postComment(request, paper.id))
  if (paper?.kind === 'comment') return doorway(request, () => postAct(request, paper))
  const detail = 'Votes and marks go to the address of a paper with /vote, /save or /dismiss behind it.'
  return answerProblem(request, 405, 'Nothing can be posted here', detail)
}

function paperAt(request: Request): PaperPath | null {
  return parsePaperPath(new URL(request.url).pathname.replace('/papers/', ''))
}
