import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage } from '@/app/_answer/page'
import { PeoplePage } from '@/components/operators/PeoplePage'
import { EmailAddress } from '@/lib/accounts/email-address'
import { findByEmail, listNamed } from '@/lib/community/roles'
import { operatorOf, operatorsPage } from '../_operator'

const Looking = z.object({ email: EmailAddress })
const SHOWN = 200

/** Everybody who was named. */
export async function GET(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  return answerPeople(request, null)
}

/** Looks for one address. Changes nothing; posted, so that the address stands in no log and no history. */
export async function POST(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  const form = await readForm(request, Looking)
  if (!form.ok) return answerPeople(request, null, form.faults.email ?? 'It takes an email address.')
  const { email } = form.data
  return answerPeople(request, { email, found: await findByEmail(email) })
}

async function answerPeople(
  request: Request,
  looked: Parameters<typeof PeoplePage>[0]['looked'],
  fault?: string,
): Promise<Response> {
  return answerPage(
    request,
    operatorsPage('People', fault ? 422 : 200),
    <PeoplePage named={await listNamed(SHOWN)} looked={looked} fault={fault} />,
  )
}
