import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther } from '@/app/_answer/page'
import { answerFinished, proofOf } from '@/app/sign-in/_finish/answer-finished'
import { answerAway } from '@/app/sign-in/openid/answer-away'
import { BackFromProviderPage, ProviderRefusedPage } from '@/components/accounts/ProviderPages'
import { forgetCookie, readCookie } from '@/lib/accounts/cookies'
import { providerNamed } from '@/lib/accounts/openid/begin'
import { finishOpenId } from '@/lib/accounts/openid/finish'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { TOKEN_PAGE_HEADERS } from '@/lib/http/security-headers'

const MAX_ANSWER_LENGTH = 3_500
const Answer = z.object({ answer: z.string().max(MAX_ANSWER_LENGTH) })

interface Context {
  params: Promise<{ provider: string }>
}

/** Where a provider sends the browser back. Changes nothing: the form, which the script sends by itself, does. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const provider = providerNamed((await params).provider)
  if (!provider) return answerProblem(request, 404, 'No such provider', 'Nobody can sign in with it here.')
  const answer = new URL(request.url).search.slice(1, MAX_ANSWER_LENGTH)
  const isGoingOn = readCookie(request, 'openid') !== null && new URLSearchParams(answer).has('code')
  if (!isGoingOn) return refused(request, provider.label, 'refused', 200)
  const page = {
    title: `Back from ${provider.label}`,
    noindex: true,
    fieldless: true,
    door: true,
    headers: TOKEN_PAGE_HEADERS,
  }
  return answerPage(request, page, <BackFromProviderPage name={provider.name} label={provider.label} answer={answer} />)
}

/** Signs in, or links the provider to the reader who went. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const provider = providerNamed((await params).provider)
  if (!provider) return answerProblem(request, 404, 'No such provider', 'Nobody can sign in with it here.')
  const form = await readForm(request, Answer)
  if (!form.ok) return refused(request, provider.label, 'refused', 422)
  const given = {
    answer: form.data.answer,
    browserToken: readCookie(request, 'openid'),
    browser: proofOf(request).browser,
    readerId: (await readerOf(request))?.id ?? null,
  }
  try {
    const outcome = await finishOpenId(provider, given, config().clock.now())
    if (outcome.status === 'signed-in') return await answerFinished(request, outcome)
    if (outcome.status === 'linked') return seeOther(outcome.back, { 'set-cookie': forgetCookie('openid') })
    return await refused(request, provider.label, outcome.status, 403)
  } catch (error) {
    return answerAway(request, provider.label, error)
  }
}

function refused(
  request: Request,
  label: string,
  why: Parameters<typeof ProviderRefusedPage>[0]['why'],
  status: number,
) {
  const page = { title: 'Not signed in', status, noindex: true, headers: TOKEN_PAGE_HEADERS }
  return answerPage(request, page, <ProviderRefusedPage label={label} why={why} />)
}
