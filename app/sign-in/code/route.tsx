import { z } from 'zod'
import { CodePage } from '@/components/accounts/CodePage'
import { REQUEST_LIFE_MINUTES } from '@/lib/accounts/ask-to-sign-in'
import { readCookie } from '@/lib/accounts/cookies'
import { finishWithCode } from '@/lib/accounts/finish-sign-in'
import { takeFrom } from '@/lib/accounts/limits'
import { CODES_PER_NETWORK, forNetwork } from '@/lib/accounts/sign-in-limits'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { paths } from '@/lib/paths'
import { readForm } from '../../_answer/form'
import { answerPage, seeOther } from '../../_answer/page'
import { answerBusy } from '../_finish/answer-busy'
import { answerFinished, proofOf } from '../_finish/answer-finished'

const Typed = z.object({ code: z.string() })

const REFUSED =
  'That code does not sign you in here. It may be mistyped, used, replaced by a newer one, tried too often, or older than ten minutes.'

/** The form for the code, in a browser that asked for one. */
export async function GET(request: Request): Promise<Response> {
  return readCookie(request, 'sign-in') ? answerCodePage(request, 200) : seeOther(paths.signIn)
}

/** Finishes the sign-in with the code. */
export async function POST(request: Request): Promise<Response> {
  const network = networkOf(request)
  const allowance = await takeFrom(forNetwork(CODES_PER_NETWORK, network), network)
  if (!allowance.allowed) return answerBusy(request, allowance.retryAfterSeconds)

  const form = await readForm(request, Typed)
  if (!form.ok) return answerCodePage(request, 422, form.faults.form ?? 'Please type the code from the mail.')
  const outcome = await finishWithCode(form.data.code, proofOf(request), config().clock.now())
  return outcome.status === 'signed-in' ? answerFinished(request, outcome) : answerCodePage(request, 422, REFUSED)
}

function answerCodePage(request: Request, status: number, fault?: string): Promise<Response> {
  const { smtpUrl, isLocal } = config()
  return answerPage(
    request,
    { title: 'Type the code', status, noindex: true, headers: { 'cache-control': 'no-store' } },
    <CodePage
      minutes={REQUEST_LIFE_MINUTES}
      mailboxPath={smtpUrl === undefined && isLocal ? paths.mailbox : null}
      fault={fault}
    />,
  )
}
