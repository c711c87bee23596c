import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage } from '@/app/_answer/page'
import { SuppressionsPage } from '@/components/operators/SuppressionsPage'
import { EmailAddress } from '@/lib/accounts/email-address'
import { findSuppression, listSuppressions } from '@/lib/suppression/suppressions'
import { operatorOf, operatorsPage } from '../_operator'

const Looking = z.object({ email: EmailAddress })
const SHOWN = 50

/** The newest entries of the list. */
export async function GET(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  return answerList(request, null)
}

/** Looks for one address. Changes nothing; posted, so that the address stands in no log and no history. */
export async function POST(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  const form = await readForm(request, Looking)
  if (!form.ok) return answerList(request, null, form.faults.email ?? 'It takes an email address.')
  const { email } = form.data
  return answerList(request, { email, found: await findSuppression(email) })
}

async function answerList(
  request: Request,
  looked: Parameters<typeof SuppressionsPage>[0]['looked'],
  fault?: string,
): Promise<Response> {
  return answerPage(
    request,
    operatorsPage('Suppressed addresses', fault ? 422 : 200),
    <SuppressionsPage newest={await listSuppressions({ limit: SHOWN })} looked={looked} fault={fault} />,
  )
}
