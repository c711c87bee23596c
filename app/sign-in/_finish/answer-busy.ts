import { answerProblem } from '../../_answer/page'

/** Too much from one network, or altogether: says when to come again (429). */
export async function answerBusy(request: Request, retryAfterSeconds: number): Promise<Response> {
  const minutes = Math.ceil(retryAfterSeconds / 60)
  const answer = await answerProblem(
    request,
    429,
    'Too many sign-ins at the moment',
    `From your network came more than we take. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  )
  answer.headers.set('retry-after', String(retryAfterSeconds))
  return answer
}
