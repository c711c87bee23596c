import { z } from 'zod'
import { ConfirmSetupPage } from '@/components/accounts/SecondFactorPages'
import { backPath } from '@/lib/accounts/back-path'
import { qrCodeOf } from '@/lib/accounts/qr-code'
import { beginSetup, findSetup } from '@/lib/accounts/second-factor-setup'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { readForm } from '../../../_answer/form'
import { answerPage, answerProblem, seeOther } from '../../../_answer/page'
import { maySignInAsAdmin } from '../admin-session'

const Begun = z.object({ back: z.string().optional().transform(backPath) })

/** Shows the key of the set-up that this session began. */
export async function GET(request: Request): Promise<Response> {
  const { session, refusal } = await maySignInAsAdmin(request)
  if (!session) return refusal
  const { searchParams } = new URL(request.url)
  const setup = await findSetup(session, config().clock.now())
  if (!setup) return seeOther(paths.secondFactor)
  return answerPage(
    request,
    { title: 'Set up a second step', noindex: true, headers: { 'cache-control': 'no-store' } },
    <ConfirmSetupPage
      qr={qrCodeOf(setup.uri)}
      secret={setup.secret}
      back={backPath(searchParams.get('back'))}
      fault={
        searchParams.has('again') ? 'That code does not fit. The app shows a new one every 30 seconds.' : undefined
      }
    />,
  )
}

/** Begins a set-up with a new key. */
export async function POST(request: Request): Promise<Response> {
  const { session, refusal } = await maySignInAsAdmin(request)
  if (!session) return refusal
  const form = await readForm(request, Begun)
  const { status } = await beginSetup(session, config().clock.now())
  if (status === 'refused') {
    return answerProblem(request, 403, 'First show the second step that you have', 'Only then can it be replaced.')
  }
  const back = form.ok ? form.data.back : '/'
  return seeOther(`${paths.secondFactorSetUp}?back=${encodeURIComponent(back)}`)
}
