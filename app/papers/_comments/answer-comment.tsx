import { CommentPage, DeleteCommentPage, HistoryPage, ReportPage, WritePage } from '@/components/community/CommentPages'
import { findName } from '@/lib/accounts/public-name'
import { findComment, listEdits, type ShownComment } from '@/lib/community/comments/list-comments'
import { findLock } from '@/lib/community/moderation/stands'
import type { PaperRecord } from '@/lib/papers/find-paper'
import type { PaperPath } from '@/lib/papers/paper-path'
import { paths } from '@/lib/paths'
import { answerPage, answerProblem } from '../../_answer/page'
import { allowed } from '../../_community/door'
import { talkedOf } from './talked-of'

export type CommentPath = Extract<PaperPath, { kind: 'comment' }>

/** One comment, what it said before, or a page with a form about it. */
export async function answerComment(request: Request, path: CommentPath): Promise<Response> {
  const found = await commentAt(request, path)
  if (found instanceof Response) return found
  const { paper, comment } = found
  const shown = { talk: true, noindex: true, shared: [`paper:${path.id}`] as const }
  switch (path.act) {
    case null:
      return answerPage(
        request,
        { ...shown, title: 'A comment' },
        <CommentPage {...found} locked={await findLock(path.id)} />,
      )
    case 'history': {
      const edits = comment.state === 'shown' ? await listEdits(comment.id) : []
      return answerPage(
        request,
        { ...shown, title: 'What this comment said' },
        <HistoryPage {...found} edits={edits} />,
      )
    }
    case 'report': {
      const who = await allowed(request, 'report', paths.commentAct(path.id, comment.id, 'report'))
      return who instanceof Response ? who : answerPage(request, own('Report a comment'), <ReportPage {...found} />)
    }
    case 'edit':
    case 'delete': {
      const refusal = await refuseOthers(request, path, comment)
      if (refusal) return refusal
      if (path.act === 'delete')
        return answerPage(request, own('Delete this comment?'), <DeleteCommentPage {...found} />)
      return answerPage(request, own('Edit this comment'), <WritePage {...editing(paper, comment)} />)
    }
    case 'vote':
    case 'unvote':
      return answerProblem(request, 405, 'That is posted', 'The button below the comment does it.')
  }
}

/** A comment and its paper, or the answer that says which is not here. */
export async function commentAt(
  request: Request,
  { id, comment: commentId }: CommentPath,
): Promise<{ paper: PaperRecord; comment: ShownComment } | Response> {
  const paper = await talkedOf(request, id)
  if (paper instanceof Response) return paper
  const comment = await findComment(paper.id, commentId)
  return comment
    ? { paper, comment }
    : answerProblem(request, 404, 'That comment is not here', 'Who wrote it may have deleted it.')
}

/** For pages with a form of one reader. */
export const own = (title: string, status = 200) => ({
  title,
  status,
  talk: true,
  noindex: true,
  headers: { 'cache-control': 'no-store' },
})

export const editing = (paper: PaperRecord, comment: ShownComment) => ({
  title: 'Edit this comment',
  paper,
  action: paths.commentAct(paper.id, comment.id, 'edit'),
  send: 'Save it',
  typed: { text: comment.source },
})

/** Only who wrote a comment gets to its forms; null: it is them. */
async function refuseOthers(
  request: Request,
  { id, act }: CommentPath,
  comment: ShownComment,
): Promise<Response | null> {
  const what = act === 'delete' ? 'delete-own-comment' : 'edit-own-comment'
  const who = await allowed(request, what, paths.commentAct(id, comment.id, act === 'delete' ? 'delete' : 'edit'))
  if (who instanceof Response) return who
  const name = await findName(who.reader.id)
  const isTheirs = name !== null && name === comment.author && comment.state !== 'deleted'
  return isTheirs ? null : answerProblem(request, 403, 'That is not your comment', 'Only who wrote it can change it.')
}
