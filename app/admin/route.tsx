import { OverviewPage } from '@/components/accounts/OverviewPage'
import { config } from '@/lib/config'
import { listActs } from '@/lib/operators/listed-acts'
import { readOverview } from '@/lib/operators/overview'
import { answerPage } from '../_answer/page'
import { operatorOf, operatorsPage } from './_operator'

/** The operators' page. */
export async function GET(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  const [overview, acts] = await Promise.all([readOverview(config().clock.now()), listActs()])
  return answerPage(request, operatorsPage('Operators'), <OverviewPage overview={overview} acts={acts} />)
}
