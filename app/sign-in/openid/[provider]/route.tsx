import { z } from 'zod'
import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { answerAway } from '@/app/sign-in/openid/answer-away'
import { GoToProviderPage } from '@/components/accounts/ProviderPages'
import { backPath } from '@/lib/accounts/back-path'
import { setCookie } from '@/lib/accounts/cookies'
import { takeFrom } from '@/lib/accounts/limits'
import { beginOpenId, providerNamed } from '@/lib/accounts/openid/begin'
import { readerOf } from '@/lib/accounts/session'
import { ASKS_PER_NETWORK, forNetwork } from '@/lib/accounts/sign-in-limits'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { paths } from '@/lib/paths'

const COOKIE_SECONDS = 10 * 60
const Asking = z.object({ back: z.string().optional().transform(backPath) })

interface Context {
  params: Promise<{ provider: string }>
}

export const GET = postedFrom(paths.signIn)

/**
 * Sends the browser to a provider: to sign in, or, signed in, to link it. A page that goes on by itself instead of a redirect, since browsers hold the
 * policy's `form-action` against redirects of a form as well.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const provider = providerNamed((await params).provider)
  if (!provider) return answerProblem(request, 404, 'No such provider', 'Nobody can sign in with it here.')
  const network = networkOf(request)
  const allowance = await takeFrom(forNetwork(ASKS_PER_NETWORK, network), network)
  if (!allowance.allowed) return answerBusy(request, 'sign-ins', allowance.retryAfterSeconds)

  const form = await readForm(request, Asking)
  const reader = await readerOf(request)
  const wish = { back: form.ok ? form.data.back : '/', readerId: reader?.id ?? null }
  try {
    const { url, browserToken } = await beginOpenId(provider, wish, config().clock.now())
    const headers: [string, string][] = [
      ['set-cookie', setCookie('openid', browserToken, COOKIE_SECONDS)],
      ['cache-control', 'no-store'],
      ['refresh', `0; url=${url}`],
    ]
    const page = { title: `To ${provider.label}`, noindex: true, headers }
    return await answerPage(request, page, <GoToProviderPage label={provider.label} url={url} />)
  } catch (error) {
    return answerAway(request, provider.label, error)
  }
}
