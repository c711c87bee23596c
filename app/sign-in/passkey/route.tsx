import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { answerFinished, proofOf } from '@/app/sign-in/_finish/answer-finished'
import { SignInPage } from '@/components/accounts/SignInPage'
import { backPath } from '@/lib/accounts/back-path'
import { readCookie } from '@/lib/accounts/cookies'
import { readIntent } from '@/lib/accounts/intent'
import { Assertion, asJson } from '@/lib/accounts/passkeys/door'
import { signInWithPasskey } from '@/lib/accounts/passkeys/sign-in'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'

const Signing = z.object({ answer: asJson(Assertion), back: z.string().optional().transform(backPath) })
const REFUSED =
  'That passkey does not sign you in here: it is not known, or it took longer than five minutes. Try again, or have a code mailed.'

export const GET = postedFrom(paths.signIn)

/** Signs in with what an authenticator signed. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, Signing)
  const { browser } = proofOf(request)
  const signing = form.ok && { answer: form.data.answer, browserToken: readCookie(request, 'passkey'), browser }
  const signedIn = signing ? await signInWithPasskey(signing, config().clock.now()) : null
  const back = form.ok ? form.data.back : backPath(form.values.back)
  if (signedIn) return answerFinished(request, { status: 'signed-in', back, ...signedIn })
  return answerPage(
    request,
    { title: 'Sign in', status: 422, noindex: true, door: true },
    <SignInPage back={back} intent={readIntent(request)} providers={config().openIdProviders} passkeyFault={REFUSED} />,
  )
}
