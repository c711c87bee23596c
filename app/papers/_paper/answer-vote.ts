import { z } from 'zod'
import { backPath } from '@/lib/accounts/back-path'
import { intentCookie } from '@/lib/accounts/intent'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { unvote, upvote, type VoteOutcome } from '@/lib/papers/votes'
import { paths } from '@/lib/paths'
import { readForm } from '../../_answer/form'
import { answerProblem, seeOther, wantsJson } from '../../_answer/page'

/** Votes or takes the vote back, and leads to where the reader was; signed out, to sign-in and back to a finished vote. */
export async function answerVote(
  request: Request,
  { id, act }: { id: string; act: 'vote' | 'unvote' },
): Promise<Response> {
  const reader = await readerOf(request)
  const back = await backOf(request, id)
  if (!reader) {
    if (wantsJson(request))
      return answerProblem(request, 401, 'Sign in to vote', 'Votes belong to readers who are signed in.')
    return act === 'vote'
      ? seeOther(paths.signIn, { 'set-cookie': intentCookie({ act, paperId: id, back }) })
      : seeOther(paths.signIn)
  }
  const { clock, voteMaturityHours } = config()
  const outcome =
    act === 'vote' ? await upvote(id, reader, clock.now(), voteMaturityHours) : await unvote(id, reader.id)
  return outcome.status === 'not-found'
    ? answerProblem(request, 404, `arXiv:${id} is not here`, 'So it cannot be voted for.')
    : voted(request, id, outcome, back)
}

function voted(
  request: Request,
  id: string,
  { status, votes }: Exclude<VoteOutcome, { status: 'not-found' }>,
  back: string,
): Response {
  return wantsJson(request) ? Response.json({ id, votes, voted: status === 'voted' }) : seeOther(`${back}#${id}`)
}

const Form = z.object({ back: z.string().optional() })

/** The page that the form stood on; else the paper. */
async function backOf(request: Request, id: string): Promise<string> {
  const form = await readForm(request, Form)
  return backPath((form.ok && form.data.back) || paths.paper(id))
}
