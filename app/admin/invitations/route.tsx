import { answerPage } from '@/app/_answer/page'
import { InvitationsPage } from '@/components/operators/InvitationsPage'
import { listInvitations } from '@/lib/accounts/invitations'
import { config } from '@/lib/config'
import { operatorOf, operatorsPage } from '../_operator'

const SHOWN = 500

/** Who was invited to a site that is not for everybody, and who came. */
export async function GET(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  return answerPage(
    request,
    operatorsPage('Invitations'),
    <InvitationsPage mode={config().siteMode.kind} invitations={await listInvitations(SHOWN)} />,
  )
}
