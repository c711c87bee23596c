import { z } from 'zod'
import { BeginSetupPage, SecondFactorPage } from '@/components/accounts/SecondFactorPages'
import { backPath } from '@/lib/accounts/back-path'
import { setCookie } from '@/lib/accounts/cookies'
import { findSecondFactor, showSecondFactor } from '@/lib/accounts/second-factor'
import { SESSION_COOKIE_SECONDS } from '@/lib/accounts/sessions'
import { config } from '@/lib/config'
import { readForm } from '../../_answer/form'
import { answerPage, seeOther } from '../../_answer/page'
import { answerBusy } from '../_finish/answer-busy'
import { maySignInAsAdmin } from './admin-session'

const Typed = z.object({ code: z.string(), back: z.string().optional().transform(backPath) })

const PAGE = { title: 'Second step', noindex: true, headers: { 'cache-control': 'no-store' } }

/** Asks an admin for the second factor, or offers to set it up. */
export async function GET(request: Request): Promise<Response> {
  const { session, refusal } = await maySignInAsAdmin(request)
  if (!session) return refusal
  const back = backPath(new URL(request.url).searchParams.get('back'))
  if (session.reader.isAdmin) return seeOther(back)
  const factor = await findSecondFactor(session.reader.id)
  return answerPage(request, PAGE, factor ? <SecondFactorPage back={back} /> : <BeginSetupPage back={back} />)
}

/** Takes the code of the app, or a recovery code. */
export async function POST(request: Request): Promise<Response> {
  const { session, refusal } = await maySignInAsAdmin(request)
  if (!session) return refusal
  const form = await readForm(request, Typed)
  const back = form.ok ? form.data.back : backPath(form.values.back)
  const outcome = await showSecondFactor(session, form.ok ? form.data.code : '', config().clock.now())
  if (outcome.status === 'locked') return answerBusy(request, outcome.retryAfterSeconds)
  if (outcome.status === 'passed') {
    return seeOther(back, { 'set-cookie': setCookie('session', outcome.sessionToken, SESSION_COOKIE_SECONDS) })
  }
  const fault = 'That code does not fit, or it was used already. The app shows a new one every 30 seconds.'
  return answerPage(request, { ...PAGE, status: 422 }, <SecondFactorPage back={back} fault={fault} />)
}
