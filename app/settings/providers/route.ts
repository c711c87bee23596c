import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerProblem, seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { providerNamed } from '@/lib/accounts/openid/begin'
import { unlinkProvider } from '@/lib/accounts/openid/identities'
import { readerOf } from '@/lib/accounts/session'
import { paths } from '@/lib/paths'

const Ending = z.object({ provider: z.string().max(40) })

export const GET = postedFrom(`${paths.settings}#providers`)

/** Takes a provider off the reader's account. */
export async function POST(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) return seeOther(paths.signInTo(paths.settings))
  const form = await readForm(request, Ending)
  const provider = form.ok ? providerNamed(form.data.provider) : null
  if (!provider) return answerProblem(request, 400, 'Which provider?', 'Please use the buttons on the settings page.')
  await unlinkProvider(reader.id, provider.issuer)
  return seeOther(`${paths.settings}#providers`)
}
