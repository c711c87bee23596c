import { BeginSetupPage, SecondFactorPage } from '@/components/accounts/SecondFactorPages'
import { findSecondFactor } from '@/lib/accounts/second-factor'
import { sessionOf } from '@/lib/accounts/session'
import type { Operator } from '@/lib/operators/carry-out'
import { paths } from '@/lib/paths'
import { answerPage, answerProblem } from '../_answer/page'

/** For every answer to an operator. */
export const operatorsPage = (title: string, status = 200) => ({
  title,
  status,
  noindex: true,
  headers: { 'cache-control': 'no-store' },
})

/**
 * Who asks for an operators' page, when it is an operator. Nobody else learns that it is there; an admin without the second step in this
 * session is asked for it (403).
 */
export async function operatorOf(request: Request): Promise<Operator | Response> {
  const session = await sessionOf(request)
  if (!session?.mayBeAdmin) {
    return answerProblem(
      request,
      404,
      'Nothing lives at this address',
      'It may have been mistyped, or the page has gone.',
    )
  }
  const { reader } = session
  if (reader.isAdmin) return { id: reader.id, email: reader.email }
  const factor = await findSecondFactor(reader.id)
  return answerPage(
    request,
    operatorsPage('Second step', 403),
    factor ? <SecondFactorPage back={paths.admin} /> : <BeginSetupPage back={paths.admin} />,
  )
}
