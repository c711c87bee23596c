import { z } from 'zod'
import { ReportPage, WritePage } from '@/components/community/CommentPages'
import { type ChangeOutcome, deleteComment, editComment, voteForComment } from '@/lib/community/comments/change-comment'
import { readComment } from '@/lib/community/comments/comment-text'
import { reportComment } from '@/lib/community/comments/report'
import { ReportForm } from '@/lib/community/moderation/report-form'
import type { CommunityAct } from '@/lib/community/permissions'
import { config } from '@/lib/config'
import type { CommentAct } from '@/lib/papers/paper-path'
import { paths } from '@/lib/paths'
import { answerBusy } from '../../_answer/busy'
import { readForm } from '../../_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '../../_answer/page'
import { allowed } from '../../_community/door'
import { type CommentPath, commentAt, editing, own } from './answer-comment'
import { MAX_TYPED_BYTES } from './post-comment'

const ACTS: Record<Exclude<CommentAct, 'history'>, CommunityAct> = {
  vote: 'upvote-comment',
  unvote: 'upvote-comment',
  edit: 'edit-own-comment',
  delete: 'delete-own-comment',
  report: 'report',
}

const Edit = z.object({ text: z.string('A comment takes a text.'), preview: z.string().optional() })

/** Does something with a comment. */
export async function postAct(request: Request, path: CommentPath): Promise<Response> {
  const { act } = path
  if (act === null || act === 'history')
    return answerProblem(
      request,
      405,
      'Nothing can be posted here',
      'The forms of a comment are posted below its address.',
    )
  const who = await allowed(request, ACTS[act], paths.comment(path.id, path.comment))
  if (who instanceof Response) return who
  const { reader } = who
  const now = config().clock.now()
  switch (act) {
    case 'edit':
      return edit(request, path, reader)
    case 'report':
      return report(request, path, reader.id)
    case 'delete':
      return answerOutcome(request, path, await deleteComment(path.comment, reader.id, now))
    case 'vote':
    case 'unvote':
      return answerOutcome(request, path, await voteForComment(path.comment, reader.id, act === 'vote', now))
  }
}

async function edit(request: Request, path: CommentPath, reader: { id: string; createdAt: Date }): Promise<Response> {
  const found = await commentAt(request, path)
  if (found instanceof Response) return found
  const form = await readForm(request, Edit, MAX_TYPED_BYTES)
  const again = (faults: Record<string, string>, preview: string | null = null, status = 422) =>
    answerPage(
      request,
      own('Edit this comment', status),
      <WritePage
        {...editing(found.paper, found.comment)}
        typed={{ text: form.values.text ?? '' }}
        faults={faults}
        preview={preview}
      />,
    )
  if (!form.ok) return again(form.faults)
  const { text, fault } = readComment(form.data.text)
  if (!text) return again({ text: fault })
  if (form.data.preview !== undefined) return again({}, text.html, 200)
  const { clock, voteMaturityHours: maturityHours } = config()
  const outcome = await editComment(path.comment, text, reader, { now: clock.now(), maturityHours })
  return outcome.status === 'refused' ? again({ text: outcome.why }) : answerOutcome(request, path, outcome)
}

async function report(request: Request, path: CommentPath, readerId: string): Promise<Response> {
  const found = await commentAt(request, path)
  if (found instanceof Response) return found
  const form = await readForm(request, ReportForm)
  if (!form.ok)
    return answerPage(
      request,
      own('Report a comment', 422),
      <ReportPage {...found} typed={form.values} faults={form.faults} />,
    )
  const outcome = await reportComment(path.comment, readerId, form.data, config().clock.now())
  if (outcome.status !== 'done') return answerOutcome(request, path, outcome)
  if (wantsJson(request)) return Response.json({ id: path.comment, reported: true })
  return answerPage(request, own('Report a comment'), <ReportPage {...found} isDone />)
}

async function answerOutcome(
  request: Request,
  { id, comment }: CommentPath,
  outcome: ChangeOutcome & { votes?: number },
): Promise<Response> {
  switch (outcome.status) {
    case 'done':
      if (wantsJson(request)) return Response.json({ id: comment, ...outcome })
      return seeOther(`${paths.paper(id)}#c-${comment}`)
    case 'busy':
      return answerBusy(request, 'acts', outcome.retryAfterSeconds)
    case 'refused':
      return answerProblem(request, 422, 'That cannot be done', outcome.why)
    case 'not-yours':
      return answerProblem(request, 403, 'That is not your comment', 'Only who wrote it can change it.')
    case 'not-found':
      return answerProblem(request, 404, 'That comment is not here', 'Who wrote it may have deleted it.')
  }
}
