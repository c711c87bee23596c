import { z } from 'zod'
import { WritePage } from '@/components/community/CommentPages'
import { findName, PublicName, takeName } from '@/lib/accounts/public-name'
import { addComment } from '@/lib/community/comments/add-comment'
import { type CommentText, readComment } from '@/lib/community/comments/comment-text'
import { findComment } from '@/lib/community/comments/list-comments'
import { config } from '@/lib/config'
import type { PaperRecord } from '@/lib/papers/find-paper'
import { absolute, paths } from '@/lib/paths'
import { readForm } from '../../_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '../../_answer/page'
import { allowed } from '../../_community/door'
import { own } from './answer-comment'
import { talkedOf } from './talked-of'

/** As much as the front lets in, so that what is too long for a comment comes back to whoever typed it. */
export const MAX_TYPED_BYTES = 64 * 1024

const Form = z.object({
  text: z.string('A comment takes a text.'),
  parent: z.uuid('That is no comment.').optional(),
  name: z.string().max(1_000).optional(),
  preview: z.string().optional(),
})
type Form = z.infer<typeof Form>

/** Adds a comment, or shows what it will look like. */
export async function postComment(request: Request, id: string): Promise<Response> {
  const who = await allowed(request, 'comment', paths.comments(id))
  if (who instanceof Response) return who
  const paper = await talkedOf(request, id)
  if (paper instanceof Response) return paper
  const writer = who.reader
  const form = await readForm(request, Form, MAX_TYPED_BYTES)
  if (!form.ok)
    return again(request, { paper, form: { text: form.values.text ?? '' }, writer }, { faults: form.faults })
  const sent = { paper, form: form.data, writer }
  const { text, fault } = readComment(form.data.text)
  if (!text) return again(request, sent, { faults: { text: fault } })
  if (form.data.preview !== undefined && !wantsJson(request))
    return again(request, sent, { preview: text.html, status: 200 })

  const nameless = await nameFirst(writer.id, form.data.name)
  return nameless ? again(request, sent, { faults: nameless }) : add(request, sent, text)
}

interface Sent {
  paper: PaperRecord
  form: Pick<Form, 'text' | 'parent' | 'name'>
  writer: { id: string; createdAt: Date }
}

async function add(request: Request, sent: Sent, text: CommentText): Promise<Response> {
  const { paper, form, writer } = sent
  const { clock, voteMaturityHours: maturityHours } = config()
  const asked = { paperId: paper.id, parentId: form.parent ?? null, text }
  const outcome = await addComment(asked, writer, { now: clock.now(), maturityHours })
  switch (outcome.status) {
    case 'added': {
      const path = paths.comment(paper.id, outcome.id)
      if (wantsJson(request)) return Response.json({ id: outcome.id, url: absolute(path) }, { status: 201 })
      return seeOther(`${paths.paper(paper.id)}#c-${outcome.id}`)
    }
    case 'busy':
      return again(request, sent, { faults: { text: tooMany(outcome.retryAfterSeconds) }, status: 429 })
    case 'refused':
      return again(request, sent, { faults: { text: outcome.why } })
    case 'answers-nothing':
      return again(request, sent, { faults: { text: 'What you answer is not here any more.' }, status: 409 })
    case 'nameless':
      return again(request, sent, { faults: NAMELESS })
    case 'not-found':
      return answerProblem(request, 404, `arXiv:${paper.id} is not here`, 'So nothing can be said about it.')
  }
}

const NAMELESS = { name: 'It takes a name: your comment stands under it.' }

/** What is wrong with the name of somebody who has none yet; null: they have one now. */
async function nameFirst(readerId: string, typed: string | undefined): Promise<Record<string, string> | null> {
  if ((await findName(readerId)) !== null) return null
  if (typed === undefined) return NAMELESS
  const name = PublicName.safeParse(typed)
  if (!name.success) return { name: name.error.issues[0]?.message ?? 'It takes a name.' }
  const outcome = await takeName(readerId, name.data)
  return outcome === 'taken-now'
    ? null
    : { name: 'Somebody has that name, or one that looks like it. Please take another: your comment is not sent yet.' }
}

const tooMany = (seconds: number) => `That is enough for now. Please come back in ${Math.ceil(seconds / 60)} minutes.`

interface Shown {
  faults?: Record<string, string>
  preview?: string
  status?: number
}

/** The form once more, as it was typed; programs get the fault. */
async function again(
  request: Request,
  { paper, form, writer }: Sent,
  { faults = {}, preview, status = 422 }: Shown,
): Promise<Response> {
  if (wantsJson(request))
    return answerProblem(request, status, 'That cannot be a comment', Object.values(faults).join(' '))
  const title = form.parent ? 'Your answer' : 'Your comment'
  return answerPage(
    request,
    own(title, status),
    <WritePage
      title={title}
      answered={form.parent ? await findComment(paper.id, form.parent) : null}
      paper={paper}
      action={paths.comments(paper.id)}
      send={form.parent ? 'Answer' : 'Comment'}
      parent={form.parent}
      typed={{ text: form.text, name: form.name }}
      faults={faults}
      asksName={(await findName(writer.id)) === null}
      preview={preview ?? null}
    />,
  )
}
