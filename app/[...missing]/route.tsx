import { answerProblem } from '@/app/_answer/page'

/** Every address at which nothing lives. */
export function GET(request: Request): Promise<Response> {
  return answerProblem(
    request,
    404,
    'Nothing lives at this address',
    'It may have been mistyped, or the page has gone. Papers are at addresses such as /papers/2406.01234.',
  )
}

export { GET as POST }
