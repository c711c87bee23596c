import { answerProblem } from './page'

/** Too much from one network, or altogether: says when to come again (429). @param what that is too many: `sign-ins` */
export async function answerBusy(request: Request, what: string, retryAfterSeconds: number): Promise<Response> {
  const minutes = Math.ceil(retryAfterSeconds / 60)
  const answer = await answerProblem(
    request,
    429,
    `Too many ${what} at the moment`,
    `More came than we take, from your network or altogether. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  )
  answer.headers.set('retry-after', String(retryAfterSeconds))
  return answer
}
