import { readForm } from '@/app/_answer/form'
import { answerPage, seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { ActFaultPage, ConfirmActPage } from '@/components/operators/ConfirmActPage'
import { backPath } from '@/lib/accounts/back-path'
import { config } from '@/lib/config'
import { Act, actInWords } from '@/lib/operators/acts'
import { carryOut } from '@/lib/operators/carry-out'
import { paths } from '@/lib/paths'
import { operatorOf, operatorsPage } from '../_operator'

export const GET = postedFrom(paths.admin)

/** Does what an operator decided: asked for once, it asks back; confirmed, it is done and written down. */
export async function POST(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  const form = await readForm(request, Act)
  const { confirmed, ...fields } = form.values
  const back = backPath(fields.back)
  if (!form.ok) {
    const page = <ActFaultPage faults={form.faults} fields={fields} back={back} />
    return answerPage(request, operatorsPage('Something is missing', 422), page)
  }
  if (confirmed !== 'yes') {
    const page = <ConfirmActPage question={actInWords(form.data)} fields={fields} back={back} />
    return answerPage(request, operatorsPage('Is that meant?'), page)
  }
  await carryOut(form.data, operator, config().clock.now())
  return seeOther(back)
}
