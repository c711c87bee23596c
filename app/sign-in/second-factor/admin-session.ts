import { type Session, sessionOf } from '@/lib/accounts/session'
import { paths } from '@/lib/paths'
import { answerProblem, seeOther } from '../../_answer/page'

type Door = { session: Session; refusal?: undefined } | { session?: undefined; refusal: Response }

/** The session of an address that may become an admin's; everybody else is sent to sign in, or finds nothing here. */
export async function maySignInAsAdmin(request: Request): Promise<Door> {
  const session = await sessionOf(request)
  if (!session) return { refusal: seeOther(paths.signInTo(paths.admin)) }
  if (session.mayBeAdmin) return { session }
  return { refusal: await answerProblem(request, 404, 'Nothing is needed here', 'You are signed in already.') }
}
