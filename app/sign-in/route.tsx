import { z } from 'zod'
import { SignInPage } from '@/components/accounts/SignInPage'
import { askToSignIn } from '@/lib/accounts/ask-to-sign-in'
import { backPath } from '@/lib/accounts/back-path'
import { readCookie, setCookie } from '@/lib/accounts/cookies'
import { EmailAddress } from '@/lib/accounts/email-address'
import { readIntent } from '@/lib/accounts/intent'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { paths } from '@/lib/paths'
import { readForm } from '../_answer/form'
import { answerPage, seeOther } from '../_answer/page'
import { answerBusy } from './_finish/answer-busy'

/** Longer than a code lives, so that who comes too late is told so. */
const BROWSER_COOKIE_SECONDS = 60 * 60

const Asking = z.object({ email: EmailAddress, back: z.string().optional().transform(backPath) })

/** The form that asks for an address. */
export async function GET(request: Request): Promise<Response> {
  const back = backPath(new URL(request.url).searchParams.get('back'))
  if (await readerOf(request)) return seeOther(back)
  return answerPage(
    request,
    { title: 'Sign in', noindex: true, door: true },
    <SignInPage back={back} intent={readIntent(request)} providers={config().openIdProviders} />,
  )
}

/** Mails a code and a link; the answer is the same for every address. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, Asking)
  if (!form.ok) return askAgain(request, form)
  const browser = { network: networkOf(request), heldToken: readCookie(request, 'sign-in') }
  const asked = await askToSignIn({ ...form.data, ...browser }, config().clock.now())
  return asked.status === 'busy'
    ? answerBusy(request, asked.retryAfterSeconds)
    : seeOther(paths.signInCode, { 'set-cookie': setCookie('sign-in', asked.browserToken, BROWSER_COOKIE_SECONDS) })
}

function askAgain(
  request: Request,
  { faults, values }: { faults: Record<string, string>; values: Record<string, string> },
): Promise<Response> {
  const fault = faults.email ?? faults.form ?? 'Please type your email address.'
  // What is too long to be an address is not shown again.
  const email = values.email && values.email.length <= 254 ? values.email : undefined
  return answerPage(
    request,
    { title: 'Sign in', status: 422, door: true },
    <SignInPage
      back={backPath(values.back)}
      intent={readIntent(request)}
      providers={config().openIdProviders}
      email={email}
      fault={fault}
    />,
  )
}
