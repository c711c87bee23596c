import { z } from 'zod'
import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem } from '@/app/_answer/page'
import { refuse } from '@/app/_community/door'
import { type MailAct, PaperActDonePage, PaperActPage } from '@/components/subscriptions/PaperActPage'
import { findBan } from '@/lib/community/moderation/stands'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { findPaper, type PaperRecord } from '@/lib/papers/find-paper'
import { parsePaperPath } from '@/lib/papers/paper-path'
import { carryOutFor } from '@/lib/reading/acts'
import { findSubscription, type SubscriptionRecord } from '@/lib/subscriptions/changes'
import { readPaperLink } from '@/lib/subscriptions/paper-links'
import { answerBrokenLink, linkIsOver, linkPage } from '../../../../_link'
import { isKnown, isTicked } from '../../../../_person'

interface Context {
  params: Promise<{ token: string; act: string; paper: string[] }>
}

/** A page with a button. Changes nothing: mail scanners open every link. */
export async function GET(request: Request, context: Context): Promise<Response> {
  const opened = await open(request, context)
  return opened instanceof Response ? opened : ask(request, opened)
}

/**
 * Votes or saves for the reader of the mail, also where nobody is signed in. Some scanners press every button: where the
 * reader is not known to sit at this browser, a box has to be ticked as well.
 */
export async function POST(request: Request, context: Context): Promise<Response> {
  const opened = await open(request, context)
  if (opened instanceof Response) return opened
  const { act, paper, subscription } = opened
  if (!(await isKnown(request, subscription)) && !isTicked((await readForm(request, z.unknown())).values))
    return ask(request, opened, 422)

  const ban = act === 'vote' ? await findBan(subscription.readerId) : null
  if (ban !== null) return refuse(request, { ban })
  const { clock, voteMaturityHours } = config()
  const terms = { now: clock.now(), maturityHours: voteMaturityHours, network: networkOf(request) }
  const outcome = await carryOutFor(act, paper.id, subscription.readerId, terms)
  if (outcome.status === 'busy') return answerBusy(request, 'votes and marks', outcome.retryAfterSeconds)
  if (outcome.status === 'not-found') return linkIsOver(request, subscription)
  return answerPage(request, linkPage('Done'), <PaperActDonePage {...shown(opened)} />)
}

const isMailAct = (act: string): act is MailAct => ['vote', 'unvote', 'save', 'unsave'].includes(act)

interface Opened {
  act: MailAct
  token: string
  paper: PaperRecord
  subscription: SubscriptionRecord
}

/** What the link stands for, or the page that says why it stands for nothing. */
async function open(request: Request, { params }: Context): Promise<Opened | Response> {
  const { token, act, paper: named } = await params
  const path = parsePaperPath(`${named.join('/')}/${act}`)
  if (path?.kind !== 'act' || !isMailAct(act)) return answerBrokenLink(request)
  const link = readPaperLink(token, path.id, config().clock.now())
  if (link.status === 'forged') return answerBrokenLink(request)
  const [subscription, paper] = await Promise.all([findSubscription(link.subscriptionId), findPaper(path.id)])
  if (link.status === 'over' || !subscription) return linkIsOver(request, subscription)
  if (!paper) return answerProblem(request, 404, `arXiv:${path.id} is not here`, 'So nothing can be done with it.')
  return { act, token, paper, subscription }
}

async function ask(request: Request, opened: Opened, status = 200): Promise<Response> {
  const needsTick = !(await isKnown(request, opened.subscription))
  const page = <PaperActPage {...shown(opened)} needsTick={needsTick} isMissing={status === 422} />
  return answerPage(request, linkPage(opened.paper.title, status), page)
}

const shown = ({ act, token, paper }: Opened) => ({ act, token, id: paper.id, titleHtml: paper.titleHtml })
