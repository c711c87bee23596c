import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerProblem, seeOther } from '@/app/_answer/page'
import { sessionOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { unsubscribeAll } from '@/lib/subscriptions/changes'

const Acts = z.object({ act: z.literal('unsubscribe-all') })

/** Unsubscribes the reader from all their digests. */
export async function POST(request: Request): Promise<Response> {
  const session = await sessionOf(request)
  if (!session) return seeOther(paths.signInTo(paths.settings))
  const form = await readForm(request, Acts)
  if (!form.ok)
    return answerProblem(request, 400, 'What is to be done?', 'Please use the buttons on the settings page.')
  await unsubscribeAll(session.reader.id, config().clock.now())
  return seeOther(paths.settings)
}
