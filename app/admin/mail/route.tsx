import { answerPage } from '@/app/_answer/page'
import { MailCheckPage } from '@/components/operators/MailCheckPage'
import { config } from '@/lib/config'
import { checkMailServer } from '@/lib/doctor/check-mail'
import { checkMailDomain } from '@/lib/doctor/check-mail-domain'
import { operatorOf, operatorsPage } from '../_operator'

/** The button: opening the page asks nobody anything. */
export async function GET(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  return answerPage(request, operatorsPage('Mail check'), <MailCheckPage findings={null} />)
}

/** Asks the mail server and the sender's domain, as `npm run doctor` does. */
export async function POST(request: Request): Promise<Response> {
  const operator = await operatorOf(request)
  if (operator instanceof Response) return operator
  const findings = [await checkMailServer(config()), ...(await checkMailDomain(config()))]
  return answerPage(request, operatorsPage('Mail check'), <MailCheckPage findings={findings} />)
}
