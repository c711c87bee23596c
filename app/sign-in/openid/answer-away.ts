import { answerProblem } from '@/app/_answer/page'
import { UpstreamError } from '@/lib/errors'

/** Says that a provider does not answer. @throws whatever else went wrong */
export function answerAway(request: Request, label: string, error: unknown): Promise<Response> {
  if (!(error instanceof UpstreamError)) throw error
  return answerProblem(request, 502, `${label} does not answer`, 'Try again soon, or sign in by a mailed code.')
}
