import { TalkPage } from '@/components/community/CommentPages'
import { Discussion } from '@/components/community/Discussion'
import { renderComments } from '@/lib/community/comments/feed'
import { listComments } from '@/lib/community/comments/list-comments'
import { findLock } from '@/lib/community/moderation/stands'
import { config } from '@/lib/config'
import { InputError } from '@/lib/errors'
import { shared } from '@/lib/http/shared'
import type { PaperPath } from '@/lib/papers/paper-path'
import { mathToReadable } from '@/lib/papers/text/math-to-readable'
import { paths } from '@/lib/paths'
import { answerPage } from '../../_answer/page'
import { talkedOf } from './talked-of'

/** Comments on one page of a thread. */
const SHOWN = 100

/** The thread of a paper: as a page, in parts when it is long, or as a feed. */
export async function answerComments(
  request: Request,
  { id, form }: Extract<PaperPath, { kind: 'comments' }>,
): Promise<Response> {
  const paper = await talkedOf(request, id)
  if (paper instanceof Response) return paper
  if (form !== 'page') {
    const { type, body } = await renderComments(form, paper, config().clock.now())
    const headers = { 'content-type': type, 'cache-control': 'no-cache' }
    return shared(request, [`paper:${id}`], new Response(body, { headers }))
  }
  const after = afterOf(request)
  const { comments, all } = await listComments(id, { after, limit: SHOWN })
  return answerPage(
    request,
    {
      title: `Comments on “${mathToReadable(paper.title)}”`,
      path: paths.comments(id),
      twins: true,
      talk: true,
      noindex: after > 0,
      shared: [`paper:${id}`],
    },
    <TalkPage title="What readers say" paper={paper}>
      <Discussion
        paperId={id}
        comments={comments}
        before={after}
        left={Math.max(0, all - after - comments.length)}
        locked={await findLock(id)}
      />
    </TalkPage>,
  )
}

function afterOf(request: Request): number {
  const after = new URL(request.url).searchParams.get('after') ?? '0'
  if (!/^\d{1,4}$/.test(after)) throw new InputError('after takes a number of comments, such as 100')
  return Number(after)
}
