import { z } from 'zod'
import { postedFrom } from '@/app/_answer/posted'
import { RecoveryCodesPage } from '@/components/accounts/SecondFactorPages'
import { backPath } from '@/lib/accounts/back-path'
import { setCookie } from '@/lib/accounts/cookies'
import { confirmSetup } from '@/lib/accounts/second-factor-setup'
import { SESSION_COOKIE_SECONDS } from '@/lib/accounts/sessions'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { readForm } from '../../../_answer/form'
import { answerPage, seeOther } from '../../../_answer/page'
import { maySignInAsAdmin } from '../admin-session'

const Typed = z.object({ code: z.string(), back: z.string().optional().transform(backPath) })

export const GET = postedFrom(paths.secondFactor)

/** Puts the app in force with its first code, and shows the recovery codes: not after a redirect, since they are kept nowhere. */
export async function POST(request: Request): Promise<Response> {
  const { session, refusal } = await maySignInAsAdmin(request)
  if (!session) return refusal
  const form = await readForm(request, Typed)
  const back = form.ok ? form.data.back : backPath(form.values.back)
  const outcome = await confirmSetup(session, form.ok ? form.data.code : '', config().clock.now())
  if (outcome.status === 'refused') {
    return seeOther(`${paths.secondFactorSetUp}?again&back=${encodeURIComponent(back)}`)
  }
  const headers = {
    'cache-control': 'no-store',
    'set-cookie': setCookie('session', outcome.sessionToken, SESSION_COOKIE_SECONDS),
  }
  return answerPage(
    request,
    { title: 'Recovery codes', noindex: true, headers },
    <RecoveryCodesPage codes={outcome.recoveryCodes} back={back} />,
  )
}
