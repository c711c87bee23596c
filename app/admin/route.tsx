import { OverviewPage } from '@/components/accounts/OverviewPage'
import { BeginSetupPage, SecondFactorPage } from '@/components/accounts/SecondFactorPages'
import { findSecondFactor } from '@/lib/accounts/second-factor'
import { sessionOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { readOverview } from '@/lib/operators/overview'
import { paths } from '@/lib/paths'
import { answerPage, answerProblem } from '../_answer/page'

/** The operators' page. Nobody else learns that it is there; an admin without the second step in this session is asked for it (403). */
export async function GET(request: Request): Promise<Response> {
  const session = await sessionOf(request)
  if (!session?.mayBeAdmin) {
    return answerProblem(
      request,
      404,
      'Nothing lives at this address',
      'It may have been mistyped, or the page has gone.',
    )
  }
  if (!session.reader.isAdmin) return askForSecondStep(request, session.reader.id)
  return answerPage(
    request,
    { title: 'Operators', noindex: true, headers: { 'cache-control': 'no-store' } },
    <OverviewPage overview={await readOverview(config().clock.now())} />,
  )
}

async function askForSecondStep(request: Request, readerId: string): Promise<Response> {
  const factor = await findSecondFactor(readerId)
  return answerPage(
    request,
    { title: 'Second step', status: 403, headers: { 'cache-control': 'no-store' } },
    factor ? <SecondFactorPage back={paths.admin} /> : <BeginSetupPage back={paths.admin} />,
  )
}
