import { z } from 'zod'
import { postedFrom } from '@/app/_answer/posted'
import { sessionOf } from '@/lib/accounts/session'
import { endOtherSessions, endSession } from '@/lib/accounts/sessions'
import { paths } from '@/lib/paths'
import { readForm } from '../../_answer/form'
import { answerProblem, seeOther } from '../../_answer/page'

const Ending = z.object({ session: z.union([z.literal('others'), z.uuid()]) })

export const GET = postedFrom(paths.settings)

/** Ends another session of the reader, or all others. */
export async function POST(request: Request): Promise<Response> {
  const session = await sessionOf(request)
  if (!session) return seeOther(paths.signInTo(paths.settings))
  const form = await readForm(request, Ending)
  if (!form.ok) return answerProblem(request, 400, 'Which session?', 'Please use the buttons on the settings page.')
  if (form.data.session === 'others') await endOtherSessions(session.reader.id, session.id)
  else await endSession(session.reader.id, form.data.session)
  return seeOther(paths.settings)
}
