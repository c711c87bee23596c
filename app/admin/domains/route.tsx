import { answerPage } from '@/app/_answer/page'
import { DomainsPage } from '@/components/operators/DomainsPage'
import { listSlowDomains } from '@/lib/outbox/domains'
import { operatorOf, operatorsPage } from '../_operator'

const SHOWN = 100

/** Domains of recipients that complained, and how they are written to since. */
export async function GET(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  return answerPage(request, operatorsPage('Slow domains'), <DomainsPage domains={await listSlowDomains(SHOWN)} />)
}
