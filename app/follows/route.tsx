import { z } from 'zod'
import { FollowsPage } from '@/components/follows/FollowsPage'
import { Followed, type FollowOutcome, follow, unfollow } from '@/lib/community/follows/follow'
import { listFollows } from '@/lib/community/follows/list-follows'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { answerBusy } from '../_answer/busy'
import { readForm } from '../_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '../_answer/page'
import { allowed } from '../_community/door'
import { doorway } from '../_lists/doorway'

const Acts = z.discriminatedUnion('act', [
  z.object({ act: z.literal('follow'), what: Followed }),
  z.object({ act: z.literal('unfollow'), follow: z.uuid('That is nothing that you follow.') }),
])

/** What the reader follows. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const who = await allowed(request, 'follow', paths.follows)
    return who instanceof Response ? who : answerFollows(request, who.reader.id)
  })
}

/** Follows something, or lets go of it. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const form = await readForm(request, Acts)
    const who = await allowed(request, 'follow', form.values.what?.startsWith('/') ? form.values.what : paths.follows)
    if (who instanceof Response) return who
    const { id } = who.reader
    if (!form.ok) return answerFault(request, id, Object.values(form.faults).join(' '))
    if (form.data.act === 'unfollow') {
      await unfollow(form.data.follow, id)
      return done(request, false)
    }
    return answerOutcome(request, id, await follow(form.data.what, id, config().clock.now()))
  })
}

function answerOutcome(request: Request, readerId: string, outcome: FollowOutcome): Promise<Response> | Response {
  switch (outcome.status) {
    case 'busy':
      return answerBusy(request, 'acts', outcome.retryAfterSeconds)
    case 'not-found':
      return answerProblem(request, 404, 'Nothing lives there', 'It may have got another name, or be closed.')
    case 'yourself':
      return answerFault(request, readerId, 'That is you.')
    case 'refused':
      return answerFault(request, readerId, outcome.why)
    case 'done':
      return done(request, true)
  }
}

const done = (request: Request, follows: boolean) =>
  wantsJson(request) ? Response.json({ follows }) : seeOther(paths.follows)

const answerFault = (request: Request, readerId: string, fault: string) =>
  wantsJson(request)
    ? answerProblem(request, 422, 'That cannot be followed', fault)
    : answerFollows(request, readerId, fault)

const answerFollows = async (request: Request, readerId: string, fault?: string) =>
  answerPage(
    request,
    {
      title: 'What you follow',
      status: fault ? 422 : 200,
      noindex: true,
      headers: { 'cache-control': 'no-store' },
    },
    <FollowsPage follows={(await listFollows(readerId)).follows} fault={fault} />,
  )
