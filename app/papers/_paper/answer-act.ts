import { z } from 'zod'
import { backPath } from '@/lib/accounts/back-path'
import { type IntentAct, intentCookie } from '@/lib/accounts/intent'
import { readerOf } from '@/lib/accounts/session'
import { may } from '@/lib/community/permissions'
import { findPerson } from '@/lib/community/person'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import type { PaperAct } from '@/lib/papers/paper-path'
import { paths } from '@/lib/paths'
import { carryOut } from '@/lib/reading/acts'
import { answerBusy } from '../../_answer/busy'
import { readForm } from '../../_answer/form'
import { answerProblem, seeOther, wantsJson } from '../../_answer/page'
import { refuse } from '../../_community/door'

/** Signed out, an act is kept and done by the POST that signs in; there is nothing yet to take back. */
const KEPT: Record<PaperAct, IntentAct | null> = {
  vote: 'vote',
  save: 'save',
  dismiss: 'dismiss',
  unvote: null,
  unsave: null,
  undismiss: null,
}

/** Does what a reader asked for with a paper, and leads to where they were; signed out, to sign-in and back to a finished act. */
export async function answerAct(request: Request, { id, act }: { id: string; act: PaperAct }): Promise<Response> {
  const reader = await readerOf(request)
  const back = await backOf(request, id)
  if (!reader) {
    if (wantsJson(request))
      return answerProblem(request, 401, 'Sign in first', 'Votes and marks belong to readers who are signed in.')
    const kept = KEPT[act]
    return seeOther(paths.signIn, kept ? { 'set-cookie': intentCookie({ act: kept, paperId: id, back }) } : undefined)
  }
  const person = await findPerson(reader)
  if (!may(person, act === 'vote' ? 'vote' : 'mark')) return refuse(request, person)
  const { clock, voteMaturityHours } = config()
  const terms = { now: clock.now(), maturityHours: voteMaturityHours, network: networkOf(request) }
  const outcome = await carryOut(act, id, reader, terms)
  if (outcome.status === 'busy') return answerBusy(request, 'votes and marks', outcome.retryAfterSeconds)
  if (outcome.status === 'not-found')
    return answerProblem(request, 404, `arXiv:${id} is not here`, 'So nothing can be done with it.')
  return wantsJson(request) ? Response.json({ id, ...outcome.state }) : seeOther(`${back}#${id}`)
}

const Form = z.object({ back: z.string().optional() })

/** The page that the form stood on; else the paper. */
async function backOf(request: Request, id: string): Promise<string> {
  const form = await readForm(request, Form)
  return backPath((form.ok && form.data.back) || paths.paper(id))
}
